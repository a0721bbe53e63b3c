"""`manage.py crawl TOWN [ADDRESS]`: read a town's web sites, or one, at once and in this process."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit_log.public import SYSTEM
from knowledge.crawling.addresses import canonical
from knowledge.crawling.configuring import add_site
from knowledge.crawling.reasons import sentence
from knowledge.crawling.run import work_on
from knowledge.crawling.start import AlreadyRunning, start_run
from knowledge.ingesting.pipeline import ingest
from knowledge.models import CrawlRun, Ingestion, Site
from tenants.public import TownUnknown, find_town, in_town


class Command(BaseCommand):
    """Reads sites and takes in what changed; says per site what was found."""

    help = "Read a town's web sites, or one address (added when it is new), and take in what changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """TOWN [ADDRESS] [--pages N] [--delay SECONDS] [--release]"""
        parser.add_argument("town", help="code, slug or name")
        parser.add_argument("address", nargs="?", default="", help="only this site; added when the town has it not yet")
        parser.add_argument("--pages", type=int, default=1_000, help="most pages of a site that is added")
        parser.add_argument("--delay", type=float, default=1.0, help="seconds between two requests, for an added site")
        parser.add_argument("--release", action="store_true", help="an added site's pages need no approval")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Raises CommandError for an unknown town, a wrong address, or a site that could not be read."""
        try:
            town = find_town(words=options["town"])
        except TownUnknown as unknown:
            raise CommandError(str(unknown)) from unknown
        with in_town(town):
            failed = [site for site in self._sites(options) if not self._read(site)]
        if failed:
            raise CommandError(f"{len(failed)} site(s) could not be read")

    def _sites(self, options: dict[str, Any]) -> list[Site]:
        if not options["address"]:
            return list(Site.objects.standing())
        address = canonical(address=options["address"])
        if not address:
            raise CommandError(f"not an address of a web site: {options['address']}")
        if not Site.objects.standing().filter(address=address).exists():
            values = {"most_pages": options["pages"], "delay": options["delay"], "release": options["release"]}
            add_site(address=address, values=values, by=SYSTEM, now=timezone.now())
        return list(Site.objects.standing().filter(address=address))

    def _read(self, site: Site) -> bool:
        try:
            run_id = start_run(site_id=site.pk, by_id=None, now=timezone.now())
        except AlreadyRunning as running:
            run_id = running.run_id
        while CrawlRun.objects.get(pk=run_id).open:
            if work_on(run_id=run_id) is None:
                self.stdout.write(f"{site.address}: another worker reads it")
                return True
        run = CrawlRun.objects.get(pk=run_id)
        jobs = Ingestion.objects.filter(batch=run.batch_id, state=Ingestion.State.QUEUED) if run.batch_id else None
        for pk in list(jobs.values_list("pk", flat=True)) if jobs is not None else []:
            ingest(ingestion_id=pk)
        found = ", ".join(f"{key} {count}" for key, count in sorted(run.counts.items()))
        self.stdout.write(f"{site.address}: {run.state}; {found} {sentence(reason=run.reason)}".rstrip())
        return run.state == CrawlRun.State.DONE
