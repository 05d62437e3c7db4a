"""What the web layer itself refuses, before or around a handler."""

from shared.errors import Conflict, FintarError, InvalidInput, NotFound, Unauthenticated
from shared.words import Words


class MalformedJson(FintarError):
    """The body is no JSON that we read; `reason` is for developers."""

    code = "malformed_json"
    says = Words(
        id="Isi permintaan bukan JSON yang benar.",
        en="The body of the request is not well-formed JSON.",
    )


class UnsupportedMediaType(FintarError):
    """The body is something other than JSON in UTF-8."""

    code = "unsupported_media_type"
    says = Words(
        id="Kirim isi permintaan sebagai application/json.",
        en="Send the body as application/json.",
    )


class UnsupportedUpload(UnsupportedMediaType):
    """The file's media type, or how it is packed, is not among those that the route takes."""

    code = "unsupported_upload"
    says = Words(
        id="Berkas jenis ini tidak diterima di sini.",
        en="A file of this kind is not accepted here.",
    )


class UnknownPath(NotFound):
    """No route has this path."""

    code = "unknown_path"
    says = Words(id="Alamat ini tidak ada.", en="There is nothing at this address.")


class MethodNotAllowed(FintarError):
    """The path exists, but not for this method; `allow` lists those it has."""

    code = "method_not_allowed"
    says = Words(
        id="Metode ini tidak berlaku di alamat ini.",
        en="This method does not apply to this address.",
    )

    def __init__(self, *, allow: str) -> None:
        super().__init__()
        self.allow = allow


class TokenInvalid(Unauthenticated):
    """The access token is not one that we trust; why is nobody's business but the log's."""

    code = "invalid_token"
    says = Words(
        id="Token akses tidak berlaku. Masuk lagi.",
        en="The access token is not valid. Sign in again.",
    )


class TokenExpired(TokenInvalid):
    """The access token was good and has run out."""

    code = "token_expired"
    says = Words(
        id="Sesi sudah berakhir. Perbarui token atau masuk lagi.",
        en="The session has run out. Refresh the token or sign in again.",
    )


class AnonymousNotSupported(TokenInvalid):
    """The token belongs to an anonymous account."""

    code = "anonymous_not_supported"
    says = Words(
        id="Akun anonim tidak didukung. Daftar dulu.",
        en="Anonymous accounts are not supported. Register first.",
    )


class IdempotencyKeyInvalid(InvalidInput):
    """The Idempotency-Key header is empty, too long or holds odd characters."""

    code = "idempotency_key_invalid"
    says = Words(
        id="Idempotency-Key harus 1 sampai 255 karakter ASCII yang terlihat.",
        en="Idempotency-Key must be 1 to 255 visible ASCII characters.",
    )


class IdempotencyKeyReused(InvalidInput):
    """The key came before with another request."""

    code = "idempotency_key_reused"
    says = Words(
        id="Idempotency-Key ini sudah dipakai untuk permintaan lain.",
        en="This Idempotency-Key was used for another request.",
    )


class IdempotencyKeyInProgress(Conflict):
    """The first request with this key still runs."""

    code = "idempotency_key_in_progress"
    says = Words(
        id="Permintaan pertama dengan Idempotency-Key ini masih berjalan.",
        en="The first request with this Idempotency-Key is still running.",
    )


class InternalError(FintarError):
    """Something we did not expect; the log knows it by the request id."""

    code = "internal_error"
    says = Words(
        id="Ada kesalahan di pihak kami. Sebutkan request_id bila melapor.",
        en="Something went wrong on our side. Name the request_id when you report it.",
    )
