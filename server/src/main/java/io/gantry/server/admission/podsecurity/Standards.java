package io.gantry.server.admission.podsecurity;

import io.gantry.server.admission.podsecurity.Check.Rule;
import io.gantry.server.admission.podsecurity.Policy.Standard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules of each level in each version, worked out once. Immutable. */
final class Standards {
    /** The last version of Kubernetes that changed a rule: later ones have the same. */
    static final int NEWEST = 35;

    private static final List<List<Rule>> BASELINE = new ArrayList<>();
    private static final List<List<Rule>> RESTRICTED = new ArrayList<>();

    static {
        List<Check> baseline = sorted(BaselineChecks.ALL);
        List<Check> restricted = sorted(RestrictedChecks.ALL);
        for (int minor = 0; minor <= NEWEST; minor++) {
            Set<String> replaced = new HashSet<>();
            for (Check check : restricted) {
                if (check.in(minor) != null) {
                    replaced.add(check.replaces());
                }
            }
            BASELINE.add(rules(baseline, minor, Set.of()));
            List<Rule> all = new ArrayList<>(rules(baseline, minor, replaced));
            all.addAll(rules(restricted, minor, Set.of()));
            RESTRICTED.add(List.copyOf(all));
        }
    }

    private Standards() {}

    private static List<Check> sorted(List<Check> checks) {
        return checks.stream().sorted(Comparator.comparing(Check::id)).toList();
    }

    private static List<Rule> rules(List<Check> checks, int minor, Set<String> without) {
        List<Rule> rules = new ArrayList<>();
        for (Check check : checks) {
            Rule rule = check.in(minor);
            if (rule != null && !without.contains(check.id())) {
                rules.add(rule);
            }
        }
        return List.copyOf(rules);
    }

    static List<Finding> evaluate(Standard standard, PodView pod) {
        int minor = Math.min(standard.minor(), NEWEST);
        List<Rule> rules = switch (standard.level()) {
            case PRIVILEGED -> List.of();
            case BASELINE -> BASELINE.get(minor);
            case RESTRICTED -> RESTRICTED.get(minor);
        };
        List<Finding> findings = new ArrayList<>();
        for (Rule rule : rules) {
            Finding finding = rule.find(pod);
            if (finding != null) {
                findings.add(finding);
            }
        }
        return findings;
    }
}
