import retention from '../../agent/rules/retention.ts';
import { acceptRule, readRuleCases } from '../kits/rule.ts';

acceptRule(retention, readRuleCases('retention'));
