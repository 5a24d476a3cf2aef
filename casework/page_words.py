"""What the page on which a tenant chooses a time says, in each of its languages; a native reader checks each of them.

These words are apart from the project's catalogs: they are for this page and its text message alone.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.utils import timezone, translation
from django.utils.formats import date_format

from .enums_appointments import PageLanguage


@dataclasses.dataclass(frozen=True, slots=True)
class Words:
    """The page in one language. `when` is how a day and hour are written; `{…}` is filled in."""

    language: PageLanguage
    when: str
    title: str
    offers: str
    free: str
    choose: str
    how: str
    call: str
    visit: str
    submit: str
    chosen: str
    change_until: str
    change: str
    none_fits: str
    pick_one: str
    meanwhile: str
    taken: str
    gone_title: str
    gone: str
    wait: str
    languages: str
    message: str

    @property
    def direction(self) -> str:
        """Which way it is read, as HTML says it."""
        return "rtl" if self.language == PageLanguage.ARABIC else "ltr"

    def moment(self, at: dt.datetime) -> str:
        """A day and hour, in full."""
        with translation.override(self.language):
            return date_format(timezone.localtime(at), self.when)

    def mode(self, mode: str) -> str:
        """How we talk."""
        return self.call if mode == "call" else self.visit


_ALL = (
    Words(
        language=PageLanguage.DANISH,
        when=r"l \d\e\n j. F Y \k\l. H.i",
        title="Vælg en tid til en samtale",
        offers="{municipality} tilbyder dig en samtale.",
        free="Samtalen er gratis, og du bestemmer selv, om du vil.",
        choose="Vælg den tid, der passer dig.",
        how="Hvordan skal vi tale sammen?",
        call="Vi ringer til dig",
        visit="Vi besøger dig hjemme",
        submit="Vælg tiden",
        chosen="Din tid",
        change_until="Du kan vælge en anden tid indtil dagen før.",
        change="Vælg en anden tid",
        none_fits="Passer ingen af tiderne, har du spørgsmål, eller har du brug for tolk? Ring til os:",
        pick_one="Vælg en af tiderne.",
        meanwhile="Der er valgt en tid i mellemtiden. Den står herunder.",
        taken="Tiden er ikke længere ledig. Vælg en anden.",
        gone_title="Linket kan ikke bruges",
        gone="Måske er det for gammelt eller brugt, eller også er adressen tastet forkert. Ring til os, så finder vi en"
        " tid sammen.",
        wait="Der har været mange forsøg fra dit netværk. Vent 15 minutter og prøv igen, eller ring til os.",
        languages="Sprog",
        message="{municipality} tilbyder dig en samtale. Vælg en tid: {link} Du kan også ringe på {phone}.",
    ),
    Words(
        language=PageLanguage.ENGLISH,
        when="l j F Y, H:i",
        title="Choose a time for a talk",
        offers="{municipality} offers you a talk.",
        free="The talk is free, and you decide whether you want it.",
        choose="Choose the time that suits you.",
        how="How shall we talk?",
        call="We call you",
        visit="We visit you at home",
        submit="Choose this time",
        chosen="Your time",
        change_until="You can choose another time until the day before.",
        change="Choose another time",
        none_fits="Does no time suit you, do you have a question, or do you need an interpreter? Call us:",
        pick_one="Choose one of the times.",
        meanwhile="A time has been chosen in the meantime. You see it below.",
        taken="This time is no longer free. Choose another one.",
        gone_title="This link cannot be used",
        gone="It may be out of date or used already, or the address was typed wrongly. Call us, and we will find a time"
        " together.",
        wait="There have been many tries from your network. Wait 15 minutes and try again, or call us.",
        languages="Language",
        message="{municipality} offers you a talk. Choose a time: {link} You can also call {phone}.",
    ),
    Words(
        language=PageLanguage.ARABIC,
        when="l j F Y، H:i",
        title="اختر موعداً للحديث معنا",
        offers="تعرض عليك {municipality} موعداً للحديث.",
        free="الحديث مجاني، وأنت من يقرر إن كنت ترغب فيه.",
        choose="اختر الوقت الذي يناسبك.",
        how="كيف تودّ أن نتحدث؟",
        call="نتصل بك هاتفياً",
        visit="نزورك في البيت",
        submit="اختر هذا الموعد",
        chosen="موعدك",
        change_until="يمكنك اختيار موعد آخر حتى اليوم الذي يسبقه.",
        change="اختر موعداً آخر",
        none_fits="لا يناسبك أي موعد، أو لديك سؤال، أو تحتاج إلى مترجم؟ اتصل بنا:",
        pick_one="اختر أحد المواعيد.",
        meanwhile="تم اختيار موعد في هذه الأثناء. تجده أدناه.",
        taken="هذا الموعد لم يعد متاحاً. اختر موعداً آخر.",
        gone_title="لا يمكن استخدام هذا الرابط",
        gone="ربما انتهت مدته أو استُخدم من قبل أو كُتب العنوان بشكل خاطئ. اتصل بنا وسنجد موعداً معاً.",
        wait="كانت هناك محاولات كثيرة من شبكتك. انتظر 15 دقيقة ثم حاول مرة أخرى، أو اتصل بنا.",
        languages="اللغة",
        message="تعرض عليك {municipality} موعداً للحديث. اختر وقتاً: {link} ويمكنك أيضاً الاتصال على {phone}.",
    ),
    Words(
        language=PageLanguage.TURKISH,
        when="j F Y l, H:i",
        title="Görüşme için bir zaman seçin",
        offers="{municipality} size bir görüşme öneriyor.",
        free="Görüşme ücretsizdir; isteyip istemediğinize siz karar verirsiniz.",
        choose="Size uygun olan zamanı seçin.",
        how="Nasıl konuşalım?",
        call="Sizi telefonla ararız",
        visit="Sizi evinizde ziyaret ederiz",
        submit="Bu zamanı seç",
        chosen="Görüşme zamanınız",
        change_until="Bir gün öncesine kadar başka bir zaman seçebilirsiniz.",
        change="Başka bir zaman seç",
        none_fits="Hiçbir zaman uygun değil mi, bir sorunuz mu var, tercümana mı ihtiyacınız var? Bizi arayın:",
        pick_one="Zamanlardan birini seçin.",
        meanwhile="Bu arada bir zaman seçildi. Aşağıda görebilirsiniz.",
        taken="Bu zaman artık boş değil. Başka bir zaman seçin.",
        gone_title="Bu bağlantı kullanılamıyor",
        gone="Süresi dolmuş, daha önce kullanılmış veya adres yanlış yazılmış olabilir. Bizi arayın, birlikte bir zaman"
        " bulalım.",
        wait="Ağınızdan çok sayıda deneme yapıldı. 15 dakika bekleyip tekrar deneyin veya bizi arayın.",
        languages="Dil",
        message="{municipality} size bir görüşme öneriyor. Bir zaman seçin: {link} Ayrıca {phone} numarasını"
        " arayabilirsiniz.",
    ),
    Words(
        language=PageLanguage.POLISH,
        when="l, j E Y, H:i",
        title="Wybór terminu rozmowy",
        offers="{municipality} proponuje rozmowę.",
        free="Rozmowa jest bezpłatna i dobrowolna.",
        choose="Proszę wybrać dogodny termin.",
        how="Jak mamy porozmawiać?",
        call="Zadzwonimy do Pani/Pana",
        visit="Odwiedzimy Panią/Pana w domu",
        submit="Wybierz ten termin",
        chosen="Wybrany termin",
        change_until="Inny termin można wybrać najpóźniej dzień wcześniej.",
        change="Wybierz inny termin",
        none_fits="Żaden termin nie pasuje, ma Pani/Pan pytanie lub potrzebuje tłumacza? Proszę zadzwonić:",
        pick_one="Proszę wybrać jeden z terminów.",
        meanwhile="W międzyczasie wybrano termin. Jest podany poniżej.",
        taken="Ten termin nie jest już wolny. Proszę wybrać inny.",
        gone_title="Tego linku nie można użyć",
        gone="Mógł wygasnąć, został już wykorzystany albo w adresie jest błąd. Proszę do nas zadzwonić, razem"
        " znajdziemy termin.",
        wait="Z Państwa sieci było wiele prób. Proszę odczekać 15 minut i spróbować ponownie albo do nas zadzwonić.",
        languages="Język",
        message="{municipality} proponuje rozmowę. Proszę wybrać termin: {link} Można też zadzwonić: {phone}.",
    ),
)
WORDS: dict[str, Words] = {words.language: words for words in _ALL}


def words_in(asked: str, otherwise: str = PageLanguage.DANISH) -> Words:
    """The page in the language asked for, else in another."""
    return WORDS.get(asked) or WORDS[otherwise]
