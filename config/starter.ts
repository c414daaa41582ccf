/** What `wayward init` writes: small, complete, and it loads as it is. */
export const starter = `# Wayward: what to scan, and by which rules. Every key is described in docs/configuration.md;
# "wayward config check" says what is wrong with this file, or prints it with all defaults.
# Relative paths are relative to this file's folder. Keep this file outside of the folders that are scanned.
version: 1

organization:
  name: Our company
  # Where your customers and employees live (ISO 3166): numbers of these countries are believed more.
  countries: []
  timezone: UTC

sources:
  - name: share
    kind: folder
    path: ./share
    # exclude: ['**/.git/**', '**/node_modules/**']
    # max_size: 2 GiB

# Numbers of your own, such as customer numbers, are found when they are described here.
# detectors:
#   custom:
#     - id: custom.customer_number
#       title: Customer number
#       pattern: 'K-\\d{6}'
#       labels: [customer number, Kundennummer]
#       columns: [customer_number]
#       subject: customer

# Without a policy, a scan is an inventory: what lies where, who can read it, how old it is.
# Give the policy a file of its own when somebody else owns it: "policy: ./policy.yaml".
# policy:
#   version: 1
#   title: Customer confidentiality
#   locations:                      # what is not listed here is not approved
#     - id: LOC-CRM
#       title: Exports of the customer register
#       match: { source: share, path: 'CRM/**' }
#       approved_for:
#         - { categories: [user], subjects: [customer] }
#   retention:
#     - id: RET-CONTRACT
#       version: 1
#       title: Contract papers
#       scope: { categories: [user], subjects: [customer] }
#       trigger: { event: contract_end, sources: ['record:contract_end', 'mail:sent', 'document:created', 'file:mtime'] }
#       delete: { at_most: P10Y }

# Written after every scan.
reports:
  - { kind: html, file: ./report.html }
`;
