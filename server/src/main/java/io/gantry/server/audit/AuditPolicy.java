package io.gantry.server.audit;

import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.UserInfo;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is recorded of which request: the first rule that matches decides; of what none matches nothing is. Immutable. */
public final class AuditPolicy {
    /** What is recorded of a request. */
    record Decision(AuditLevel level, Set<AuditStage> omitStages, boolean omitManagedFields) {
        static final Decision NOTHING = new Decision(AuditLevel.NONE, Set.of(), false);

        boolean records(AuditStage stage) {
            return level != AuditLevel.NONE && !omitStages.contains(stage);
        }
    }

    private record Entry(AuditRule rule, Decision decision) {}

    private final List<Entry> entries;

    /** @param omitStages never recorded, whatever the rules say */
    AuditPolicy(List<AuditRule> rules, Set<AuditStage> omitStages, boolean omitManagedFields) {
        entries = rules.stream()
                .map(rule -> {
                    Set<AuditStage> omitted = EnumSet.noneOf(AuditStage.class);
                    omitted.addAll(omitStages);
                    omitted.addAll(rule.omitStages());
                    Boolean own = rule.omitManagedFields();
                    return new Entry(
                            rule,
                            new Decision(rule.level(), Set.copyOf(omitted), own == null ? omitManagedFields : own));
                })
                .toList();
    }

    /** @param user null when it is not known who asks */
    Decision decide(@Nullable UserInfo user, RequestInfo info) {
        for (Entry entry : entries) {
            if (entry.rule.matches(user, info)) {
                return entry.decision;
            }
        }
        return Decision.NOTHING;
    }
}
