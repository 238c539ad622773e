"""Words of a sales department that the dictionary lacks or reads otherwise."""

from handbook.russian.cases import Gender
from handbook.russian.letters import words

_PEOPLE = words("""
    агент аккаунт аккаунтер апселлер баер байер брокер девелопер дизайнер дилер директолог
    дистрибутор дистрибьютор дожимщик завсклад закрыватель закупщик кам квалификатор клоузер
    коллер коммерсант контентщик копирайтер коуч лидген лидгенератор лидогенератор лидоруб
    логист маркетер ментор мерчандайзер мерчендайзер онбордер оператор пресейлер
    продакт промоутер промоутёр ресерчер ресёрчер роп селлер скаут скриптолог стажер стажёр
    супервайзер таргетолог телемаркетолог телепродажник техлид тимлид фандрайзер фермер
    хантер хелпер эйчар эккаунт
""")
_THINGS = words("""
    апдейт апсейл бриф вебинар вебхук воркшоп даунсейл дашборд дедлайн дожим кейс лендинг лид
    маркетплейс митап митинг нетворкинг обзвон онбординг оффер пайплайн питч прайс пресейл прозвон
    ретаргетинг сейл скоринг скрипт созвон тендер тикет трафик трекер фидбек фидбэк фоллоуап фулфилмент
    хендовер хэндовер чат чек
""")
_ACTIONS = words("допродажа лидогенерация постоплата")

#: Nouns that decline by the rules: word → (gender, animacy).
NOUNS: dict[str, tuple[Gender, bool]] = {
    **dict.fromkeys(_PEOPLE, (Gender.MASCULINE, True)),
    **dict.fromkeys(_THINGS, (Gender.MASCULINE, False)),
    **dict.fromkeys(_ACTIONS, (Gender.FEMININE, False)),
    "бариста": (Gender.MASCULINE, True),
}

#: First parts of compounds that do not decline: «лид-менеджер», «чек-лист».
PREFIXES = frozenset(
    words("""
    аккаунт арт аудио бизнес блиц бренд бэк веб видео вип вице генерал демо джуниор диджитал
    интернет ит кастомер кейс ключ кол колл комплаенс контакт контент кросс лид маркет медиа
    миддл мидл микро мини мультимедиа онлайн офис офлайн оффлайн пиар пилот пост прайс
    премиум пресс продакт проджект проект промо риск сейлз сеньор сервис синьор скрипт смарт
    смм старт статус стоп стресс тайм тест тех тим топ трафик трейд тренинг фото фронт фулл
    чат чек шоу эйчар эккаунт экс экспресс
""")
)

#: First parts that decline although they name a thing: «договор-оферта», «план-график».
DECLINED_FIRST = frozenset(
    words("""
    акт анкета бланк договор заявка инструкция карта книга купля лист накладная наряд отчет
    отчёт памятка паспорт письмо план прием приложение приём прогноз программа справка счет
    счёт таблица форма шаблон
""")
)

#: Plural titles that look the same as the genitive singular («правила»).
PLURAL_TITLES = frozenset(
    words("""
    данные нормы обязанности переговоры правила продажи рекомендации сведения требования
    указания условия
""")
)

#: Abbreviations in place of the head: the whole title does not decline.
FIXED_HEADS = frozenset(words("вр вр.и.о врио дир зам и.о ио нач пом рук"))

#: Abbreviated modifiers: «гл. бухгалтер», «ст. менеджер».
FIXED_MODIFIERS = frozenset(words("вед ген гл исп ком мл рег ст тех"))

#: Endings of words for people: an unknown word with such an ending counts as animate.
AGENT_ENDINGS = words("""
    тель щик чик ник ист лог вед вод тор сор зор ер ёр ант ент руб коуч лид граф навт карь
    арь ач ец
""")

#: Brands the dictionary takes for common words or does not mark as companies.
BRANDS = frozenset(words("вконтакте мегафон озон сбер сбербанк"))
