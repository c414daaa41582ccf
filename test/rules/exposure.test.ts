import exposure from '../../agent/rules/exposure.ts';
import { acceptRule, readRuleCases } from '../kits/rule.ts';

acceptRule(exposure, readRuleCases('exposure'));
