"""The walk itself: the same requests, in the same order, that were recorded."""

from typing import Any
from uuid import uuid4

import httpx

from tests.stack.auth.servers import AuthServer
from tests.stack.auth.wire import Essence, essence_of_answer, essence_of_token, is_object

AYU, DEWI, NOBODY = "ayu@wire.example.com", "dewi@wire.example.com", "nobody@wire.example.com"
PASSWORD = "rahasia-Panjang-123"
BY_PASSWORD, BY_REFRESH = "/token?grant_type=password", "/token?grant_type=refresh_token"


class Walk:
    """Goes through the cases once and keeps the essence of each by its name."""

    def __init__(self, server: AuthServer, *, confirms_by_mail: bool) -> None:
        self.seen: dict[str, Essence] = {}
        self._server = server
        self._confirms_by_mail = confirms_by_mail
        self._http = server.client()
        self._service = server.mint("service_role")

    def go(self) -> dict[str, Essence]:
        """Walk all of it."""
        with self._http:
            self._look_around()
            session = self._sign_up()
            self._keep_token("claims", session)
            session = self._sign_in()
            session = self._refresh(session)
            self._reuse_after_the_interval()
            self._update(session)
            self._log_out(session)
            self._recover()
            self._administrate()
            self._ask("no such path", "GET", "/nope")
            self._ask("wrong method", "DELETE", "/signup")
        return self.seen

    def _ask(
        self, case: str, method: str, path: str, body: dict[str, Any] | None = None, token: str = ""
    ) -> dict[str, Any]:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        answer = self._http.request(method, path, json=body, headers=headers)
        return self._keep(case, answer)

    def _keep(self, case: str, answer: httpx.Response) -> dict[str, Any]:
        self.seen[case] = essence_of_answer(answer)
        body = answer.json() if "json" in answer.headers.get("content-type", "") else None
        return body if is_object(body) else {}

    def _post(self, case: str, path: str, **body: Any) -> dict[str, Any]:
        return self._ask(case, "POST", path, body)

    def _keep_token(self, case: str, session: dict[str, Any]) -> None:
        self.seen[case] = essence_of_token(session["access_token"])

    def _look_around(self) -> None:
        for case, path in (("health", "/health"), ("settings", "/settings")):
            self._ask(case, "GET", path)
        self._ask("jwks", "GET", "/.well-known/jwks.json")

    def _sign_up(self) -> dict[str, Any]:
        self._keep("signup: not JSON", self._http.post("/signup", content=b"{oops"))
        self._post("signup: empty object", "/signup")
        self._post("signup: bad email", "/signup", email="not-an-email", password=PASSWORD)
        self._post("signup: short password", "/signup", email="a@wire.example.com", password="short")
        self._post("signup: no password", "/signup", email="a@wire.example.com")
        session = self._post("signup", "/signup", email=AYU, password=PASSWORD, data={"name": "Ayu"})
        if self._confirms_by_mail:
            session = self._confirm()
        self._post("signup: same email", "/signup", email=AYU.replace("ayu", "AYU"), password=PASSWORD)
        return session

    def _confirm(self) -> dict[str, Any]:
        self._post("login before confirming", BY_PASSWORD, email=AYU, password=PASSWORD)
        self._post("signup again before confirming", "/signup", email=AYU, password=PASSWORD)
        self._server.let_mails_be_long_ago()
        self._post("resend", "/resend", type="signup", email=AYU)
        self._post("resend unknown", "/resend", type="signup", email=NOBODY)
        mails = self._server.mails_to(AYU)
        self.seen["confirmation mail"] = {"count": len(mails)}
        link = mails[-1].link
        self.seen["confirmation link"] = {
            "path": link.path,
            "params": sorted(link.params.keys()),
            "type": link.params["type"],
        }
        self._ask("follow link", "GET", f"/verify?{link.params}")
        self._ask("follow link twice", "GET", f"/verify?{link.params}")
        return self._post("login after confirming", BY_PASSWORD, email=AYU, password=PASSWORD)

    def _sign_in(self) -> dict[str, Any]:
        self._post("login: wrong password", BY_PASSWORD, email=AYU, password="salah-salah")
        self._post("login: unknown email", BY_PASSWORD, email=NOBODY, password=PASSWORD)
        self._post("login: no password", BY_PASSWORD, email=AYU)
        self._post("login: unknown grant", "/token?grant_type=magic")
        session = self._post("login", BY_PASSWORD, email=AYU.upper(), password=PASSWORD)
        self._ask("user", "GET", "/user", token=session["access_token"])
        self._ask("user: no token", "GET", "/user")
        self._ask("user: bad token", "GET", "/user", token="abc.def.ghi")
        stranger: dict[str, object] = {"sub": str(uuid4()), "aud": "authenticated"}
        self._ask(
            "user: expired", "GET", "/user", token=self._server.mint("authenticated", exp=1, **stranger)
        )
        self._ask(
            "user: token of nobody", "GET", "/user", token=self._server.mint("authenticated", **stranger)
        )
        return session

    def _refresh(self, session: dict[str, Any]) -> dict[str, Any]:
        first = session["refresh_token"]
        renewed = self._post("refresh", BY_REFRESH, refresh_token=first)
        self._keep_token("claims after refresh", renewed)
        again = self._post("refresh: the old one at once", BY_REFRESH, refresh_token=first)
        same = again["refresh_token"] == renewed["refresh_token"]
        self.seen["refresh: reuse inside the interval gives the current one"] = {"same": same}
        self._post("refresh: unknown", BY_REFRESH, refresh_token="zzzzzzzzzzzz")
        self._post("refresh: empty", BY_REFRESH)
        return renewed

    def _reuse_after_the_interval(self) -> None:
        first = self._post("login: for the reuse case", BY_PASSWORD, email=AYU, password=PASSWORD)
        second = self._post("refresh: first", BY_REFRESH, refresh_token=first["refresh_token"])
        third = self._post("refresh: second", BY_REFRESH, refresh_token=second["refresh_token"])
        self._server.let_refreshes_be_long_ago()
        reused, newest = first["refresh_token"], third["refresh_token"]
        self._post("refresh: reuse after the interval", BY_REFRESH, refresh_token=reused)
        self._post("refresh: the family after a reuse", BY_REFRESH, refresh_token=newest)
        self._ask("user: the family's session after a reuse", "GET", "/user", token=third["access_token"])

    def _update(self, session: dict[str, Any]) -> None:
        token, newer = session["access_token"], PASSWORD + "9"
        self._ask("update data", "PUT", "/user", {"data": {"city": "Bandung"}}, token)
        self._ask("update: same password", "PUT", "/user", {"password": PASSWORD}, token)
        self._ask("update: weak password", "PUT", "/user", {"password": "x"}, token)
        self._ask("update password", "PUT", "/user", {"password": newer}, token)
        self._post("login: old password", BY_PASSWORD, email=AYU, password=PASSWORD)

    def _log_out(self, session: dict[str, Any]) -> None:
        token = session["access_token"]
        other = self._post("login: new password", BY_PASSWORD, email=AYU, password=PASSWORD + "9")
        self._ask("logout others", "POST", "/logout?scope=others", token=token)
        self._post("refresh: after logout others", BY_REFRESH, refresh_token=other["refresh_token"])
        self._ask("user: of an ended session", "GET", "/user", token=other["access_token"])
        self._ask("logout bad scope", "POST", "/logout?scope=here", token=token)
        self._ask("logout", "POST", "/logout", token=token)
        self._ask("user: after logout", "GET", "/user", token=token)
        self._post("refresh: after logout", BY_REFRESH, refresh_token=session["refresh_token"])
        self._ask("logout twice", "POST", "/logout", token=token)
        self._ask("logout: no token", "POST", "/logout")

    def _recover(self) -> None:
        self._post("recover: unknown", "/recover", email=NOBODY)
        self._server.let_mails_be_long_ago()
        self._post("recover", "/recover", email=AYU)
        self._post("recover: too soon", "/recover", email=AYU)
        mails = [mail for mail in self._server.mails_to(AYU) if "recovery" in mail.html]
        self.seen["recovery mail"] = {"count": len(mails)}
        proof = {"type": "recovery", "token_hash": mails[-1].link.params["token"]}
        session = self._post("verify: token_hash", "/verify", **proof)
        self._post("verify: twice", "/verify", **proof)
        self._keep_token("claims after recovery", session)
        newest = {"password": PASSWORD + "77"}
        self._ask("set new password", "PUT", "/user", newest, session["access_token"])
        self._post("verify: rubbish", "/verify", type="recovery", token_hash="0" * 56)
        self._post("verify: no type", "/verify", token_hash="0" * 56)

    def _administrate(self) -> None:
        self._ask("admin: no token", "GET", "/admin/users")
        person = self._server.mint("authenticated", sub=str(uuid4()), aud="authenticated")
        self._ask("admin: as a user", "GET", "/admin/users", token=person)
        path = self._make_dewi()
        self._ban_dewi(path)
        session = self._post("login: admin-made", BY_PASSWORD, email=DEWI, password=PASSWORD)
        self._keep_token("claims: app_metadata", session)
        self._list_people()
        wish = {"type": "recovery", "email": DEWI}
        self._ask("admin: generate_link", "POST", "/admin/generate_link", wish, self._service)
        self._ask("admin: delete", "DELETE", path, token=self._service)
        self._ask("admin: delete again", "DELETE", path, token=self._service)
        self._ask("user: deleted", "GET", "/user", token=session["access_token"])
        self._post("refresh: deleted", BY_REFRESH, refresh_token=session["refresh_token"])

    def _make_dewi(self) -> str:
        wish = {
            "email": DEWI,
            "password": PASSWORD,
            "email_confirm": True,
            "user_metadata": {"name": "Dewi"},
            "app_metadata": {"user_role": "CONSULTANT"},
        }
        made = self._ask("admin: create", "POST", "/admin/users", wish, self._service)
        again = {"email": DEWI, "password": PASSWORD}
        self._ask("admin: create same", "POST", "/admin/users", again, self._service)
        path = f"/admin/users/{made['id']}"
        self._ask("admin: get", "GET", path, token=self._service)
        self._ask("admin: get nobody", "GET", f"/admin/users/{uuid4()}", token=self._service)
        self._ask("admin: bad id", "GET", "/admin/users/xyz", token=self._service)
        return path

    def _ban_dewi(self, path: str) -> None:
        ban = {"app_metadata": {"user_role": "ADMIN"}, "ban_duration": "1h"}
        self._ask("admin: update", "PUT", path, ban, self._service)
        self._post("login: banned", BY_PASSWORD, email=DEWI, password=PASSWORD)
        self._ask("admin: unban", "PUT", path, {"ban_duration": "none"}, self._service)

    def _list_people(self) -> None:
        headers = {"authorization": f"Bearer {self._service}"}
        answer = self._http.get("/admin/users?page=1&per_page=1", headers=headers)
        page = self._keep("admin: list", answer)
        self.seen["admin: list"] |= {
            "users": len(page["users"]),
            "x-total-count": "x-total-count" in answer.headers,
            "link": "link" in answer.headers,
        }
