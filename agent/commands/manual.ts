/** What `--help` says behind a command's options: examples first, then what else one has to know. By the words of the command. */
export const manual: Readonly<Record<string, string>> = {
  judge: `Examples:
  wayward judge                                 by the policy as it is now
  wayward judge --what-if stricter.yaml         what another policy would change; nothing is stored
  wayward judge --what-if stricter.yaml --json | jq .transitions
  wayward judge --now 2027-01-01 --what-if policy.yaml   what becomes due until then

Files: the policy is "policy:" of the configuration, in place or a file of its own. docs/policy.md tells all of it.`,
  findings: `Examples:
  wayward findings                                        worst first, 50 at a time
  wayward findings --severity high --page 2               high and critical violations
  wayward findings --category user.financial --path 'share:Sales/**'
  wayward findings --path share/Sales                     a folder, as reports show it
  wayward findings --status overdue --status possibly_overdue
  wayward findings --since 2026-06-01                     what has become open since then
  wayward findings --verdict none --json | jq '.findings[].id'

One line is one kind of data in one file, in one part of it, or in one column of a table: the worst that rules say of it. A glob
is one of the policy: * stays in a name, ** crosses folders. --since takes a run too; "wayward report runs" lists them.
--json prints id, place, counts and verdict of each line, with the number of all that fit ("total").`,
  places: `Examples:
  wayward places                                folders and tables, worst first
  wayward places --category user.health_and_medical
  wayward places --path crm --verdict violation
  wayward places --since 12                     where something has become open since run 12
  wayward places --json | jq -r '.places[] | [.place, .violations] | @tsv'

A place counts what lies directly in it. Of a database each table is one.`,
  watch: `Examples:
  wayward watch                    every folder of the configuration, until Ctrl-C or SIGTERM
  wayward watch share              one source of it
  wayward watch --settle '5 s'     wait longer until a file is taken for written

Mounts of other machines deliver no events and are refused; the nightly scan reads them. docs/running.md tells what it takes.`,
  diff: `Examples:
  wayward diff                                  the newest run against the one before
  wayward diff 1f0c 9be0                        two runs, by the beginnings of their ids
  wayward diff --json | jq .counts`,
  explain: `Examples:
  wayward explain f-3f2a                        the beginning of an id is enough
  wayward findings --severity critical --json | jq -r '.findings[0].id' | xargs wayward explain

It shows evidence and reasons, never a value: "wayward show" does, with your own permissions.`,
  show: `Examples:
  wayward show f-3f2a                           on a terminal, 20 matches
  wayward show f-3f2a --limit 3
  wayward show f-3f2a /srv/share                of a scan that was made without a configuration

Values are printed to a terminal only, and read anew from the source, so that nobody sees what he may not read. Who looked at
which finding is kept in the audit trail ("wayward audit").`,
  audit: `Examples:
  wayward audit                                 who did what, oldest first
  wayward audit --json | jq 'select(.action == "show")'`,
  'audit verify': `Examples:
  wayward audit verify                          whether the trail is whole
  wayward audit verify --head 42:9f86d081884c7d65   that a head noted elsewhere is still in it`,
  decisions: `Examples:
  wayward decisions import review.xlsx           take a retention review back
  wayward decisions list --open                  what is still to happen`,
  'decisions list': `Examples:
  wayward decisions list                         all, newest first
  wayward decisions list --open --json | jq .id`,
  'decisions certificate': `Examples:
  wayward decisions certificate > deleted.json   of every deletion that a scan has verified
  wayward decisions certificate d-3f2a           of one`,
  alerts: `Examples:
  wayward alerts                                 what waits for somebody
  wayward alerts ack a-3f2a --note 'file was moved'`,
  'alerts ack': `Example:
  wayward alerts ack a-3f2a --by 'the DPO on duty' --note 'file was moved'`,
  'incidents list': `Examples:
  wayward incidents list
  wayward incidents list --json`,
  'incidents show': `Example:
  wayward incidents show i-3f2a                  with the clocks that run`,
  'incidents open': `Examples:
  wayward incidents open --alert a-3f2a
  wayward incidents open --title 'laptop lost on a train'`,
  'incidents confirm': `Example:
  wayward incidents confirm i-3f2a --aware-at 2026-06-30T09:15 --reason 'the list was downloaded'`,
  'incidents dismiss': `Example:
  wayward incidents dismiss i-3f2a --reason 'test data'`,
  'incidents measure': `Example:
  wayward incidents measure i-3f2a 'share closed to everyone' --at 2026-06-30T10:00`,
  'incidents note': `Example:
  wayward incidents note i-3f2a 'the provider was asked for its logs'`,
  'incidents notified': `Example:
  wayward incidents notified i-3f2a gdpr_authority --ref 2026-0417`,
  'incidents assess': `Example:
  wayward incidents assess i-3f2a potential_consequences 'none seen'`,
  'incidents export': `Examples:
  wayward incidents export --to incidents.csv
  wayward incidents export --format json`,
  report: `Examples:
  wayward report summary                        the newest run on one screen
  wayward report html --out report.html         the page to read and print
  wayward report runs                           which runs there are
  wayward report records --out records.csv      the record of processing activities, with evidence
  wayward report risk-csv --out risks.csv --set separator=';'

All are made from what is stored: no file of any source is read. docs/reports.md tells each of them.`,
  'report runs': `Examples:
  wayward report runs
  wayward report runs --json | jq -r .id`,
  status: `Examples:
  wayward status
  wayward status --json | jq .jobs`,
  pause: `Examples:
  wayward pause                                 begin nothing more; what runs stops soon, and goes on from there
  wayward resume`,
  resume: `Examples:
  wayward resume`,
  stop: `Examples:
  wayward stop                                  within seconds; what was done is kept`,
  run: `Examples:
  wayward run                                   all jobs of "schedule:", until stopped
  wayward run --once nightly                    this job now`,
  service: `Examples:
  wayward service print | less
  sudo wayward service install --config /etc/wayward/wayward.yaml && sudo systemctl enable --now wayward`,
  'service print': `Examples:
  wayward service print --config /etc/wayward/wayward.yaml`,
  'service install': `Examples:
  sudo wayward service install --config /etc/wayward/wayward.yaml
  wayward service install --to ./units --force`,
  deliver: `Examples:
  wayward deliver                               send all that waits, for ten minutes at most
  wayward deliver --for '2 min' --json`,
  outbox: `Examples:
  wayward outbox                                what waits, and what is parked and why
  wayward outbox --json
  wayward outbox replay                         send all that is parked again`,
  'outbox replay': `Examples:
  wayward outbox replay                         all that are parked
  wayward outbox replay e-1f0c5a7b3d92`,
  'outbox drop': `Examples:
  wayward outbox drop e-1f0c5a7b3d92 --reason 'the ticket system is gone'`,
  receive: `Examples:
  wayward receive --state /var/lib/wayward-central --listen 0.0.0.0:8443 --tls-cert cert.pem --tls-key key.pem --key-file keys`,
  received: `Examples:
  wayward received --state /var/lib/wayward-central
  wayward received --state /var/lib/wayward-central --export --after 1200`,
  detect: `Examples:
  echo 'IBAN: DE02 1203 0000 0000 2020 51' | wayward detect
  wayward detect letter.txt --json
  wayward detect --column iban values.txt`,
  detectors: `Examples:
  wayward detectors
  wayward detectors --json | jq -r '.[].id'`,
  init: `Examples:
  wayward init                                  wayward.yaml in the current folder
  wayward init /etc/wayward/wayward.yaml`,
  config: `Examples:
  wayward config check
  wayward config schema > wayward.schema.json`,
  'config check': `Examples:
  wayward config check --config /etc/wayward/wayward.yaml && echo right`,
  'config schema': `Examples:
  wayward config schema > wayward.schema.json   # for an editor: # yaml-language-server: $schema=wayward.schema.json`,
  completion: `Examples:
  source <(wayward completion bash)                                     # in ~/.bashrc
  wayward completion zsh > "\${fpath[1]}/_wayward"
  wayward completion fish > ~/.config/fish/completions/wayward.fish`,
};
