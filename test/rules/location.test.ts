import location from '../../agent/rules/location.ts';
import { acceptRule, readRuleCases } from '../kits/rule.ts';

acceptRule(location, readRuleCases('location'));
