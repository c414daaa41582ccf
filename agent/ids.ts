import { createHmac } from 'node:crypto';

/** Ids that are the same in every run and say nothing of what they stand for: 64 bits of a keyed hash. */
export interface Ids {
  item(source: string, path: string): string;
  finding(item: string, part: string, detector: string): string;
  verdict(finding: string, type: string): string;
  /** A rule's standing in a source; '' for what no rule names. */
  standing(type: string, rule: string, source: string): string;
  /** A line of a risk register: what it is about, exactly as it is called. */
  riskLine(...about: readonly string[]): string;
  /** Of the alert that a finding has raised. */
  alert(finding: string): string;
  /** An entry in the register of incidents. */
  incident(number: number, time: string): string;
  /** This agent, by the name of its machine. */
  agent(host: string): string;
  /** A name as reports show it when they must not show it. */
  name(name: string): string;
}

export function createIds(key: Uint8Array): Ids {
  const hash = (...parts: readonly string[]) =>
    createHmac('sha256', key)
      .update(`id|${parts.join('\0')}`)
      .digest('hex')
      .slice(0, 16);
  return {
    item: (source, path) => `i-${hash('item', source, path)}`,
    finding: (item, part, detector) => `f-${hash('finding', item, part, detector)}`,
    verdict: (finding, type) => `v-${hash('verdict', finding, type)}`,
    standing: (type, rule, source) => `c-${hash('standing', type, rule, source)}`,
    riskLine: (...about) => `rl-${hash('risk-line', ...about)}`,
    alert: (finding) => `al-${hash('alert', finding)}`,
    incident: (number, time) => `inc-${hash('incident', String(number), time).slice(0, 10)}`,
    agent: (host) => `a-${hash('agent', host)}`,
    name: (name) => hash('name', name).slice(0, 12),
  };
}
