"""What can go wrong in a conversation."""

from shared.errors import Conflict, InvalidInput, NotFound, Unavailable
from shared.words import Words


class ChatStoreUnavailable(Unavailable):
    """MongoDB is unreachable, slow or failing; what was not stored is not shown as stored."""

    code = "chat_store_unavailable"
    says = Words(
        id="Obrolan sedang tidak bisa dibuka. Coba lagi sebentar lagi.",
        en="Conversations cannot be opened right now. Try again shortly.",
    )


class SessionNotFound(NotFound):
    """There is no such session, or it is somebody else's."""

    code = "chat_session_not_found"
    says = Words(id="Obrolan ini tidak ada.", en="There is no such conversation.")


class SessionIdTaken(Conflict):
    """A session of this id exists and is somebody else's."""

    code = "chat_session_id_taken"
    says = Words(
        id="Obrolan tidak bisa dibuat. Coba lagi.", en="The conversation could not be made. Try again."
    )


class TurnInProgress(Conflict):
    """A message of this session is being answered right now."""

    code = "turn_in_progress"
    says = Words(
        id="Pesan sebelumnya masih dijawab. Tunggu sebentar lalu kirim lagi.",
        en="An earlier message is still being answered. Wait a moment and send it again.",
    )


class ClientMessageIdReused(InvalidInput):
    """The client's id for a message came back with other content."""

    code = "client_message_id_reused"
    says = Words(
        id="client_message_id ini sudah dipakai untuk pesan lain.",
        en="This client_message_id was already used for another message.",
    )


class MessageNotFound(NotFound):
    """There is no such message in this session, or it is somebody else's."""

    code = "chat_message_not_found"
    says = Words(id="Pesan ini tidak ada.", en="There is no such message.")


class NotAnAnswer(Conflict):
    """Only the advisor's answers are rated."""

    code = "not_an_answer"
    says = Words(
        id="Hanya jawaban penasihat yang bisa dinilai.", en="Only the advisor's answers can be rated."
    )


class TurnNotRunning(Conflict):
    """A turn that has ended cannot be stopped."""

    code = "turn_not_running"
    says = Words(id="Pesan ini sudah tidak sedang dijawab.", en="This message is no longer being answered.")


class TurnStopped(Conflict):
    """Its person stopped the turn; nothing of it was kept, and it may be tried again."""

    code = "turn_stopped"
    says = Words(
        id="Jawaban dihentikan. Pesanmu tetap ada dan bisa dicoba lagi.",
        en="The answer was stopped. Your message is kept and can be tried again.",
    )
