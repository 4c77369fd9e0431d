package dev.postern.deploy.rules;

import java.util.LinkedHashMap;
import java.util.Map;

/** All rules, by what they say. */
final class Rules {

  private static final Map<String, Rule> ALL = new LinkedHashMap<>();

  static {
    ALL.put("selectors match labels", FitRules::selectorsMatch);
    ALL.put("named ports exist", FitRules::portsExist);
    ALL.put("pods are restricted", PodRules::restricted);
    ALL.put("tokens are where they are needed", PodRules::tokensOnlyWhereNeeded);
    ALL.put("probes tell the truth", PodRules::probes);
    ALL.put("grace is long enough", PodRules::graceIsLongEnough);
    ALL.put("images are pinned", PodRules::imagesArePinned);
    ALL.put("quantities parse", SizeRules::quantities);
    ALL.put("disruption budgets say one thing", SizeRules::disruptionBudgets);
    ALL.put("one thing scales", SizeRules::scaling);
    ALL.put("priorities are said", SizeRules::priorities);
    ALL.put("rights are least", RightsRules::rights);
    ALL.put("admission policies hold", AdmissionRules::policiesHold);
    ALL.put("exec is for one service", RightsRules::execIsForOneService);
    ALL.put("managed namespaces have an account", RightsRules::managedNamespacesHaveAnAccount);
    ALL.put("no external IPs", RightsRules::noExternalIps);
    ALL.put("namespaces are said", RightsRules::namespaces);
    ALL.put("nothing secret is written down", RightsRules::noSecrets);
    ALL.put("every service has a network policy", NetworkRules::everyServiceIsCovered);
    ALL.put("DNS is open", NetworkRules::dnsIsOpen);
    ALL.put("peers are explicit", NetworkRules::peersAreExplicit);
    ALL.put("settings are applied", NetworkRules::settingsAreApplied);
    ALL.put("the API server is reached", SiteRules::apiServerIsReached);
    ALL.put("backups have a way out", SiteRules::backupsHaveAWayOut);
    ALL.put("tenants' sshd is reached", SiteRules::tenantsSshdIsReached);
    ALL.put("only the API is outside", EdgeRules::onlyTheApiIsOutside);
    ALL.put("clients keep their address", EdgeRules::clientsKeepTheirAddress);
    ALL.put("no way in to exec", EdgeRules::noWayInToExec);
    ALL.put("certificates can be had", EdgeRules::certificatesCanBeHad);
    ALL.put("references resolve", ReferenceRules::resolve);
    ALL.put("files are mounted", ReferenceRules::filesAreMounted);
    ALL.put("pods wait for their Secrets", SecretRules::podsWait);
    ALL.put("renewed certificates restart pods", SecretRules::renewalsRestart);
    ALL.put("pools are ours", AddressRules::poolsAreOurs);
    ALL.put("databases have owners", ReferenceRules::databasesHaveOwners);
    ALL.put("connections suffice", DatabaseRules::connectionsSuffice);
    ALL.put("topics are the contracts'", KafkaRules::topicsAreTheContracts);
    ALL.put("Kafka's users have least rights", KafkaRules::usersHaveLeastRights);
    ALL.put("Kafka's listeners are closed", KafkaRules::listenersAreClosed);
    ALL.put("alerts have runbooks", MetricsRules::alertsHaveRunbooks);
    ALL.put("metrics exist", MetricsRules::metricsExist);
  }

  private Rules() {}

  static Map<String, Rule> all() {
    return ALL;
  }
}
