"""Judges crates, one a line of the input: what rocrate-validator finds, and what ro-crate-py reads.

It asks no network: ro-crate-py 0.13 brings the context of RO-Crate 1.1 with it.
"""
import importlib.resources
import json
import logging
import sys

import requests
from rocrate.rocrate import ROCrate
from rocrate_validator import services
from rocrate_validator.models import Severity
from rocrate_validator.utils.http import HttpRequester

CONTEXT = (importlib.resources.files("rocrate") / "data/ro-crate.jsonld").read_bytes()


def get(_, url: str, **_options) -> requests.Response:
    """What the network would answer; nothing but the context is there."""
    answer = requests.Response()
    answer.url, answer.status_code = url, 200 if url == "https://w3id.org/ro/crate/1.1/context" else 404
    answer._content = CONTEXT if answer.status_code == 200 else b""
    answer.headers["Content-Type"] = "application/ld+json"
    return answer


def judged(folder: str, profile: str) -> dict:
    result = services.validate(services.ValidationSettings(
        rocrate_uri=folder, profile_identifier=profile, requirement_severity=Severity.RECOMMENDED, offline=True))
    issues = result.get_issues(Severity.RECOMMENDED)
    required = sorted(f"{issue.check.identifier}: {issue.message}" for issue in issues if issue.severity >= Severity.REQUIRED)
    recommended = sorted(f"{issue.check.identifier}: {issue.message}" for issue in issues if issue.severity < Severity.REQUIRED)
    entities = [] if required else sorted(entity.id for entity in ROCrate(folder).get_entities())
    return {"required": required, "recommended": recommended, "entities": entities}


def main():
    logging.disable(logging.CRITICAL)
    answers, sys.stdout = sys.stdout, sys.stderr
    HttpRequester.get = get
    for line in sys.stdin:
        print(json.dumps(judged(**json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
