"""What a person is told when another advisor takes over."""

from shared.advice.events import AdvisorChanged
from shared.gateways.advisor.protocol import Advisor, AdvisorFailure, AdvisorUnavailable
from shared.words import Language, Words

NO_CONSENT = Words(
    id=(
        "Kamu belum mengizinkan datamu dikirim ke model AI di luar Fintar, jadi penasihat offline yang "
        "menjawab. Izinnya bisa kamu atur di pengaturan."
    ),
    en=(
        "You have not allowed your figures to be sent to an AI model outside Fintar, so the offline advisor "
        "answers. You can change that in your settings."
    ),
)
QUOTA_SPENT = Words(
    id="Jatah AI-mu hari ini sudah habis, jadi penasihat offline yang menjawab. Besok jatahnya kembali.",
    en="Your AI allowance for today is used up, so the offline advisor answers. It is back tomorrow.",
)
NOT_THERE = Words(
    id="Model AI sedang tidak bisa menjawab, jadi penasihat offline yang menjawab.",
    en="The AI model cannot answer right now, so the offline advisor answers.",
)
DECLINED = Words(
    id="Model AI tidak mau menjawab itu, jadi penasihat offline yang menjawab.",
    en="The AI model would not answer that, so the offline advisor answers.",
)

WHY: dict[AdvisorFailure, Words] = {
    AdvisorFailure.NO_CONSENT: NO_CONSENT,
    AdvisorFailure.QUOTA_SPENT: QUOTA_SPENT,
    AdvisorFailure.BLOCKED: DECLINED,
}
"""Every other failure means that the model is not there."""


def handed_over(to: Advisor, *, failure: AdvisorUnavailable, language: Language) -> AdvisorChanged:
    """What the person is told when `to` takes over after `failure`."""
    words = WHY.get(failure.reason, NOT_THERE)
    return AdvisorChanged(advisor=to.model, reason=failure.reason.value, message=words.into(language))
