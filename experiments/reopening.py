"""From a folder back to the design of the study in it, to go on with it or to run it again."""

from experiments.designs import Alternative, Design
from experiments.store import REGION, Study
from model.errors import InputError
from model.policy import Policy
from model.region import load_region
from model.scenario import Scenario


def design_of(study: Study) -> Design:
    """Return the design that a study was made of, from nothing but its folder.

    Raises InputError if a file of the folder is absent or damaged, or if the present version of the
    model no longer knows a parameter or a key of it.
    """
    manifest = study.manifest
    region = load_region(study.folder / REGION)
    if region.content_hash != manifest["region"]["hash"]:
        raise InputError(f"'{study.folder / REGION}' was changed; restore it.")
    made = tuple(
        Alternative(
            Policy(
                **{
                    name: policy[name]
                    for name in ("name", "kind", "group", "order", "label", "description", "levers")
                }
            ),
            Scenario().replaced(policy["scenario"]),
        )
        for policy in study.policies
    )
    return Design(
        command=study.command,
        region=region,
        alternatives=made,
        seeds=tuple(manifest["seeds"]),
        points=study.points(),
        replicated=tuple(manifest["replicated"]),
        more_seeds=tuple(manifest["more_seeds"]),
        plan=manifest["plan"],
        region_text=(study.folder / REGION).read_bytes(),
    )
