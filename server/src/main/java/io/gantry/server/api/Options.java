package io.gantry.server.api;

import io.gantry.api.meta.v1.DeleteOptions;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.StatusCause;
import io.gantry.api.status.GoText;
import io.gantry.api.status.StatusException;
import io.gantry.client.ListQuery;
import io.gantry.client.WriteOptions;
import io.gantry.server.edge.Exchange;
import io.gantry.server.edge.Query;
import io.gantry.server.registry.Patcher.Strictness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the options of requests from their query. */
final class Options {
    private static final int MAX_MANAGER_LENGTH = 128;

    private Options() {}

    static ListQuery list(Query query) {
        return new ListQuery(
                text(query, "labelSelector"),
                text(query, "fieldSelector"),
                text(query, "resourceVersion"),
                text(query, "resourceVersionMatch"),
                number(query, "limit", 0),
                text(query, "continue"));
    }

    /** @param kind of the options, such as {@code CreateOptions}, for what a refusal says */
    static WriteOptions write(Exchange exchange, Query query, String kind, boolean defaultManager) {
        boolean dryRun = dryRun(query, kind);
        String manager = text(query, "fieldManager");
        if (manager.length() > MAX_MANAGER_LENGTH) {
            throw invalid(kind, "FieldValueTooLong", "fieldManager", "Too long: may not be more than 128 bytes");
        }
        for (int i = 0; i < manager.length(); i += Character.charCount(manager.codePointAt(i))) {
            int c = manager.codePointAt(i);
            if (c != ' ' && (Character.isISOControl(c) || Character.isSpaceChar(c) || !Character.isDefined(c))) {
                throw invalid(
                        kind,
                        "FieldValueInvalid",
                        "fieldManager",
                        "Invalid value: " + GoText.quoted(manager) + ": invalid character "
                                + "U+%04X (at position %d)".formatted(c, i));
            }
        }
        if (manager.isEmpty() && defaultManager) {
            manager = userAgentName(exchange);
        }
        return new WriteOptions(manager, dryRun, flag(query, "force"));
    }

    /** What comes before the first slash of the user agent: how Kubernetes names a manager that names itself not. */
    private static String userAgentName(Exchange exchange) {
        String agent = exchange.headers().first("user-agent");
        if (agent == null || agent.isEmpty()) {
            return "unknown";
        }
        int slash = agent.indexOf('/');
        String name = slash < 0 ? agent : agent.substring(0, slash);
        return name.length() > MAX_MANAGER_LENGTH ? name.substring(0, MAX_MANAGER_LENGTH) : name;
    }

    static boolean dryRun(Query query, String kind) {
        List<String> values = query.all("dryRun");
        for (String value : values) {
            if (!value.equals("All")) {
                throw invalid(
                        kind,
                        "FieldValueNotSupported",
                        "dryRun",
                        "Unsupported value: \"" + value + "\": supported values: \"All\"");
            }
        }
        return !values.isEmpty();
    }

    static Strictness strictness(Query query, String kind) {
        return switch (text(query, "fieldValidation")) {
            case "", "Warn" -> Strictness.WARN;
            case "Ignore" -> Strictness.IGNORE;
            case "Strict" -> Strictness.STRICT;
            default ->
                throw invalid(
                        kind,
                        "FieldValueNotSupported",
                        "fieldValidation",
                        "Unsupported value: \"" + text(query, "fieldValidation")
                                + "\": supported values: \"\", \"Ignore\", \"Strict\", \"Warn\"");
        };
    }

    /** The options of a delete that came without a body. */
    static DeleteOptions delete(Query query) {
        String grace = query.first("gracePeriodSeconds");
        String orphan = query.first("orphanDependents");
        String policy = query.first("propagationPolicy");
        return DeleteOptionsBuilder.of()
                .gracePeriodSeconds(grace == null ? null : Long.valueOf(number(query, "gracePeriodSeconds", 0)))
                .orphanDependents(orphan == null ? null : Boolean.valueOf(flag(query, "orphanDependents")))
                .propagationPolicy(policy == null || policy.isEmpty() ? null : policy)
                .dryRun(query.all("dryRun"))
                .build();
    }

    static String text(Query query, String name) {
        String value = query.first(name);
        return value == null ? "" : value;
    }

    static boolean flag(Query query, String name) {
        // As in Kubernetes: whatever does not say no says yes.
        String value = query.first(name);
        return value != null && !value.equalsIgnoreCase("false") && !value.equals("0");
    }

    static @Nullable Boolean optionalFlag(Query query, String name) {
        return query.contains(name) ? flag(query, name) : null;
    }

    static long number(Query query, String name, long absent) {
        String value = query.first(name);
        if (value == null || value.isEmpty()) {
            return absent;
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw StatusException.badRequest("strconv.ParseInt: parsing \"" + value + "\": invalid syntax");
        }
    }

    static StatusException invalid(String kind, String reason, String field, String message) {
        return StatusException.invalid("meta.k8s.io", kind, "", List.of(new StatusCause(reason, message, field)));
    }
}
