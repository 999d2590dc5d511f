package io.gantry.api.validation;

import io.gantry.api.flowcontrol.v1.ExemptPriorityLevelConfiguration;
import io.gantry.api.flowcontrol.v1.FlowSchema;
import io.gantry.api.flowcontrol.v1.FlowSchemaCondition;
import io.gantry.api.flowcontrol.v1.FlowSchemaSpec;
import io.gantry.api.flowcontrol.v1.GroupSubject;
import io.gantry.api.flowcontrol.v1.LimitResponse;
import io.gantry.api.flowcontrol.v1.LimitedPriorityLevelConfiguration;
import io.gantry.api.flowcontrol.v1.NonResourcePolicyRule;
import io.gantry.api.flowcontrol.v1.PolicyRulesWithSubjects;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfiguration;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfigurationCondition;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfigurationSpec;
import io.gantry.api.flowcontrol.v1.QueuingConfiguration;
import io.gantry.api.flowcontrol.v1.ResourcePolicyRule;
import io.gantry.api.flowcontrol.v1.ServiceAccountSubject;
import io.gantry.api.flowcontrol.v1.Subject;
import io.gantry.api.flowcontrol.v1.UserSubject;
import io.gantry.api.names.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** FlowSchemas and PriorityLevelConfigurations. That the mandatory ones keep their specs is the server's to check. */
final class FlowRules {
    private static final int MAX_PRECEDENCE = 10_000;
    private static final int MAX_QUEUES = 10_000_000;
    /** Of a flow's hash, which must be enough to deal a hand of queues. */
    private static final int HASH_BITS = 60;

    private static final Set<String> VERBS =
            Set.of("get", "list", "create", "update", "delete", "deletecollection", "patch", "watch", "proxy");

    private FlowRules() {}

    static void schema(FlowSchema schema, FieldErrors errors) {
        FlowSchemaSpec spec = schema.spec();
        FieldPath path = FieldPath.SPEC;
        precedence(schema.name(), spec.matchingPrecedence(), path.child("matchingPrecedence"), errors);
    }

    private static void precedence(String name, @Nullable Integer precedence, FieldPath path, FieldErrors errors) {
        int number = precedence == null ? 0 : precedence;
        if (number <= 0) {
            errors.invalid(path, number, "must be a positive value");
        }
        if (number > MAX_PRECEDENCE) {
            errors.invalid(path, number, "must not be greater than " + MAX_PRECEDENCE);
        }
        if (number == 1 && !name.equals("exempt")) {
            errors.invalid(path, number, "only the schema named 'exempt' may have matchingPrecedence 1");
        }
    }

    static void check(PolicyRulesWithSubjects rules, FieldPath path, FieldErrors errors) {
        for (int i = 0; i < rules.subjects().size(); i++) {
            subject(rules.subjects().get(i), path.child("subjects").index(i), errors);
        }
        if (rules.resourceRules().isEmpty() && rules.nonResourceRules().isEmpty()) {
            errors.required(path, "at least one of resourceRules and nonResourceRules has to be non-empty");
        }
        for (int i = 0; i < rules.resourceRules().size(); i++) {
            resources(rules.resourceRules().get(i), path.child("resourceRules").index(i), errors);
        }
        for (int i = 0; i < rules.nonResourceRules().size(); i++) {
            paths(
                    rules.nonResourceRules().get(i),
                    path.child("nonResourceRules").index(i),
                    errors);
        }
    }

    private static void subject(Subject subject, FieldPath path, FieldErrors errors) {
        String kind = subject.kind();
        switch (kind) {
            case "ServiceAccount" -> account(subject.serviceAccount(), path.child("serviceAccount"), errors);
            case "User" -> {
                UserSubject user = subject.user();
                named("user", kind, user == null ? null : user.name(), path, errors);
            }
            case "Group" -> {
                GroupSubject group = subject.group();
                named("group", kind, group == null ? null : group.name(), path, errors);
            }
            default -> {
                errors.notSupported(path.child("kind"), kind, List.of("Group", "ServiceAccount", "User"));
                return;
            }
        }
        only("serviceAccount", "ServiceAccount", kind, subject.serviceAccount(), path, errors);
        only("user", "User", kind, subject.user(), path, errors);
        only("group", "Group", kind, subject.group(), path, errors);
    }

    private static void only(
            String field, String kind, String is, @Nullable Object value, FieldPath path, FieldErrors errors) {
        if (value != null && !is.equals(kind)) {
            errors.forbidden(path.child(field), field + " is forbidden when subject kind is not '" + kind + "'");
        }
    }

    private static void named(String field, String kind, @Nullable String name, FieldPath path, FieldErrors errors) {
        if (name == null) {
            errors.required(path.child(field), field + " is required when subject kind is '" + kind + "'");
        } else if (name.isEmpty()) {
            errors.required(path.child(field).child("name"), "");
        }
    }

    private static void account(@Nullable ServiceAccountSubject account, FieldPath path, FieldErrors errors) {
        if (account == null) {
            errors.required(path, "serviceAccount is required when subject kind is 'ServiceAccount'");
            return;
        }
        if (account.name().isEmpty()) {
            errors.required(path.child("name"), "");
        } else if (!account.name().equals("*")) {
            errors.invalid(path.child("name"), account.name(), Names.dns1123Subdomain(account.name()));
        }
        if (account.namespace().isEmpty()) {
            errors.required(path.child("namespace"), "must specify namespace for service account");
        } else {
            errors.invalid(path.child("namespace"), account.namespace(), Names.dns1123Label(account.namespace()));
        }
    }

    private static void verbs(List<String> verbs, FieldPath path, FieldErrors errors) {
        if (verbs.isEmpty()) {
            errors.required(path, "verbs must contain at least one value");
        } else if (verbs.contains("*")) {
            if (verbs.size() > 1) {
                errors.invalid(path, verbs, "if '*' is present, must not specify other verbs");
            }
        } else if (!VERBS.containsAll(verbs)) {
            errors.notSupported(path, verbs, VERBS);
        }
    }

    private static void paths(NonResourcePolicyRule rule, FieldPath path, FieldErrors errors) {
        verbs(rule.verbs(), path.child("verbs"), errors);
        List<String> urls = rule.nonResourceURLs();
        FieldPath at = path.child("nonResourceURLs");
        if (urls.isEmpty()) {
            errors.required(at, "nonResourceURLs must contain at least one value");
        } else if (urls.contains("*")) {
            if (urls.size() > 1) {
                errors.invalid(at, urls, "if '*' is present, must not specify other non-resource URLs");
            }
        } else {
            for (int i = 0; i < urls.size(); i++) {
                url(urls.get(i), at.index(i), errors);
            }
        }
    }

    private static void url(String url, FieldPath path, FieldErrors errors) {
        int star = url.indexOf('*');
        if (url.isEmpty()) {
            errors.invalid(path, url, "must not be empty");
        } else if (!url.startsWith("/")) {
            errors.invalid(path, url, "must start with slash");
        } else if (url.contains(" ")) {
            errors.invalid(path, url, "must not contain white-space");
        } else if (url.contains("//")) {
            errors.invalid(path, url, "must not contain double slash");
        } else if (star >= 0 && (star < url.length() - 1 || !url.endsWith("/*"))) {
            errors.invalid(path, url, "wildcard can only do suffix matching");
        }
    }

    private static void resources(ResourcePolicyRule rule, FieldPath path, FieldErrors errors) {
        verbs(rule.verbs(), path.child("verbs"), errors);
        some(rule.apiGroups(), path.child("apiGroups"), "api group", errors);
        some(rule.resources(), path.child("resources"), "resource", errors);
        List<String> namespaces = rule.namespaces();
        FieldPath at = path.child("namespaces");
        if (namespaces.isEmpty() && !Boolean.TRUE.equals(rule.clusterScope())) {
            errors.required(at, "resource rules that are not cluster scoped must supply at least one namespace");
        } else if (namespaces.contains("*")) {
            if (namespaces.size() > 1) {
                errors.invalid(at, namespaces, "if '*' is present, must not specify other namespaces");
            }
        } else {
            for (int i = 0; i < namespaces.size(); i++) {
                for (String problem : Names.dns1123Label(namespaces.get(i))) {
                    errors.invalid(
                            at.index(i),
                            namespaces.get(i),
                            "each member of this list must be '*' or a DNS-1123 label; " + problem);
                }
            }
        }
    }

    private static void some(List<String> values, FieldPath path, String what, FieldErrors errors) {
        if (values.isEmpty()) {
            errors.required(path, "resource rules must supply at least one " + what);
        } else if (values.size() > 1 && values.contains("*")) {
            errors.invalid(path, values, "if '*' is present, must not specify other " + what + "s");
        }
    }

    static void schemaStatus(FlowSchema updated, FlowSchema old, FieldErrors errors) {
        conditions(updated.status().conditions().stream().map(FlowRules::type).toList(), errors);
    }

    static void levelStatus(PriorityLevelConfiguration updated, PriorityLevelConfiguration old, FieldErrors errors) {
        conditions(updated.status().conditions().stream().map(FlowRules::type).toList(), errors);
    }

    private static String type(FlowSchemaCondition condition) {
        return condition.type() == null ? "" : condition.type();
    }

    private static String type(PriorityLevelConfigurationCondition condition) {
        return condition.type() == null ? "" : condition.type();
    }

    private static void conditions(List<String> types, FieldErrors errors) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < types.size(); i++) {
            FieldPath path = FieldPath.STATUS.child("conditions").index(i).child("type");
            if (!seen.add(types.get(i))) {
                errors.duplicate(path, types.get(i));
            }
            if (types.get(i).isEmpty()) {
                errors.required(path, "must not be empty");
            }
        }
    }

    static void level(PriorityLevelConfiguration level, FieldErrors errors) {
        PriorityLevelConfigurationSpec spec = level.spec();
        FieldPath path = FieldPath.SPEC;
        boolean exempt = spec.type().equals("Exempt");
        if (exempt != level.name().equals("exempt")) {
            errors.invalid(path.child("type"), spec.type(), "type must be 'Exempt' if and only if name is 'exempt'");
        }
        LimitedPriorityLevelConfiguration limited = spec.limited();
        ExemptPriorityLevelConfiguration settings = spec.exempt();
        switch (spec.type()) {
            case "Exempt" -> {
                if (limited != null) {
                    errors.forbidden(path.child("limited"), "must be nil if the type is not Limited");
                }
                if (settings != null) {
                    FlowcontrolV1ExemptPriorityLevelConfigurationChecks.check(settings, path.child("exempt"), errors);
                }
            }
            case "Limited" -> {
                if (settings != null) {
                    errors.forbidden(path.child("exempt"), "must be nil if the type is Limited");
                }
                if (limited == null) {
                    errors.required(path.child("limited"), "must not be empty when type is Limited");
                } else {
                    FlowcontrolV1LimitedPriorityLevelConfigurationChecks.check(limited, path.child("limited"), errors);
                    response(limited.limitResponse(), path.child("limited").child("limitResponse"), errors);
                }
            }
            default -> errors.notSupported(path.child("type"), spec.type(), List.of("Exempt", "Limited"));
        }
    }

    private static void response(LimitResponse response, FieldPath path, FieldErrors errors) {
        QueuingConfiguration queuing = response.queuing();
        switch (response.type()) {
            case "Reject" -> {
                if (queuing != null) {
                    errors.forbidden(path.child("queuing"), "must be nil if limited.limitResponse.type is not Limited");
                }
            }
            case "Queue" -> {
                if (queuing == null) {
                    errors.required(
                            path.child("queuing"), "must not be empty if limited.limitResponse.type is Limited");
                } else {
                    queuing(queuing, path.child("queuing"), errors);
                }
            }
            default -> errors.notSupported(path.child("type"), response.type(), List.of("Queue", "Reject"));
        }
    }

    private static void queuing(QueuingConfiguration queuing, FieldPath path, FieldErrors errors) {
        int length = number(queuing.queueLengthLimit());
        int queues = number(queuing.queues());
        int hand = number(queuing.handSize());
        if (length <= 0) {
            errors.invalid(path.child("queueLengthLimit"), length, "must be positive");
        }
        if (queues <= 0) {
            errors.invalid(path.child("queues"), queues, "must be positive");
        } else if (queues > MAX_QUEUES) {
            errors.invalid(path.child("queues"), queues, "must not be greater than " + MAX_QUEUES);
        }
        if (hand <= 0) {
            errors.invalid(path.child("handSize"), hand, "must be positive");
        } else if (hand > queues) {
            errors.invalid(path.child("handSize"), hand, "should not be greater than queues (" + queues + ")");
        } else if (entropyBits(queues, hand) > HASH_BITS) {
            errors.invalid(
                    path.child("handSize"),
                    hand,
                    "required entropy bits of deckSize " + queues + " and handSize " + hand
                            + " should not be greater than " + HASH_BITS);
        }
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    /** How many bits it takes to say which hand it is. */
    private static int entropyBits(int queues, int hand) {
        double hands = 1;
        for (int i = 0; i < hand && Double.isFinite(hands); i++) {
            hands *= queues - i;
        }
        return (int) Math.ceil(Math.log(hands) / Math.log(2) - 1e-9);
    }
}
