package io.gantry.server.cel;

import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the rules of one schema can cost at most, against Kubernetes' limits for each and for all. Not thread-safe. */
final class CostTotal {
    private static final long OF_AN_EXPRESSION = 10_000_000;
    private static final long OF_A_SCHEMA = 100_000_000;

    /** How many of the most expensive expressions are named when all together cost too much. */
    private static final int NAMED = 4;

    private record Expensive(FieldPath path, long cost) {}

    private final List<Expensive> all = new ArrayList<>();
    private long total;

    /** @param what such as {@code estimated rule cost} */
    void add(long cost, String what, FieldPath path, FieldErrors errors) {
        if (cost > OF_AN_EXPRESSION) {
            errors.forbidden(path, exceeds(what, cost, OF_AN_EXPRESSION));
        }
        total = StaticCost.add(total, cost);
        all.add(new Expensive(path, cost));
    }

    void check(FieldPath path, FieldErrors errors) {
        if (total > OF_A_SCHEMA) {
            all.stream()
                    .sorted(Comparator.comparingLong(Expensive::cost).reversed())
                    .limit(NAMED)
                    .forEach(each -> errors.forbidden(
                            each.path(),
                            "contributed to estimated rule & messageExpression cost total exceeding cost limit for entire"
                                    + " OpenAPIv3 schema"));
            errors.forbidden(
                    path,
                    exceeds(
                            "x-kubernetes-validations estimated rule & messageExpression cost total for entire OpenAPIv3"
                                    + " schema",
                            total,
                            OF_A_SCHEMA));
        }
    }

    private static String exceeds(String what, long cost, long limit) {
        double factor = (double) cost / limit;
        String times =
                factor > 100 ? "more than 100x" : String.format(Locale.ROOT, factor < 1.5 ? "%fx" : "%.1fx", factor);
        return what + " exceeds budget by factor of " + times
                + " (try simplifying the rule, or adding maxItems, maxProperties, and maxLength where arrays, maps, and"
                + " strings are declared)";
    }
}
