package io.gantry.server.auth.jwt;

import io.gantry.server.auth.jwt.AuthenticationConfiguration.ClaimMappings;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.ClaimValidationRule;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.PrefixedClaimOrExpression;
import io.gantry.server.cel.CelEnvironment.EvaluationException;
import io.gantry.server.cel.CelEnvironment.Expression;
import io.gantry.server.cel.CostBudget;
import io.gantry.server.cel.DynamicValues;
import io.gantry.server.request.UserInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a user of claims, and refuses those that break a rule, in Kubernetes' order. Immutable and thread-safe.
 */
final class ClaimsMapper {
    private static final String CREDENTIAL_ID = "authentication.kubernetes.io/credential-id";

    /** An expression that must be true. */
    record Condition(String text, String message, Expression expression) {}

    /** Where in {@code extra} a value goes. */
    record Extra(String key, String text, Expression expression) {}

    private final ClaimMappings mappings;
    private final @Nullable Expression username;
    private final @Nullable Expression groups;
    private final @Nullable Expression uid;
    private final List<Extra> extra;
    private final List<ClaimValidationRule> required;
    private final List<Condition> claimConditions;
    private final List<Condition> userConditions;
    private final boolean computes;

    ClaimsMapper(
            ClaimMappings mappings,
            @Nullable Expression username,
            @Nullable Expression groups,
            @Nullable Expression uid,
            List<Extra> extra,
            List<ClaimValidationRule> required,
            List<Condition> claimConditions,
            List<Condition> userConditions) {
        this.mappings = mappings;
        this.username = username;
        this.groups = groups;
        this.uid = uid;
        this.extra = List.copyOf(extra);
        this.required = List.copyOf(required);
        this.claimConditions = List.copyOf(claimConditions);
        this.userConditions = List.copyOf(userConditions);
        this.computes =
                username != null || groups != null || uid != null || !extra.isEmpty() || !claimConditions.isEmpty();
    }

    /** The claim that has the groups; empty when they are computed or there are none. */
    String groupsClaim() {
        return mappings.groups().claim();
    }

    /** @param claims of a token whose signature is good */
    UserInfo map(Map<String, Object> claims) throws TokenRefusal {
        Map<String, Object> variables = computes ? Map.of("claims", DynamicValues.of(claims)) : Map.of();
        UserInfo user = new UserInfo(
                name(claims, variables), uid(claims, variables), groups(claims, variables), extra(claims, variables));
        for (ClaimValidationRule rule : required) {
            if (!claims.containsKey(rule.claim())) {
                throw new TokenRefusal("required claim " + rule.claim() + " not present in ID token");
            }
            if (!rule.requiredValue().equals(text(claims, rule.claim(), "required"))) {
                throw new TokenRefusal("required claim " + rule.claim() + " value does not match");
            }
        }
        check(claimConditions, variables, "claim validation expression");
        if (!userConditions.isEmpty()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("username", user.name());
            shown.put("uid", user.uid());
            shown.put("groups", user.groups());
            shown.put("extra", user.extra());
            check(userConditions, Map.of("user", shown), "user info validation rule");
        }
        return user;
    }

    private String name(Map<String, Object> claims, Map<String, Object> variables) throws TokenRefusal {
        String name;
        if (username != null) {
            PrefixedClaimOrExpression mapping = mappings.username();
            if (!(evaluate(username, mapping.expression(), variables, "username") instanceof String text)) {
                throw new TokenRefusal("username claim expression must return a string");
            }
            name = text;
        } else {
            String claim = mappings.username().claim();
            name = prefix(mappings.username()) + text(claims, claim, "username");
            if (claim.equals("email")
                    && claims.containsKey("email_verified")
                    && !Boolean.TRUE.equals(claims.get("email_verified"))) {
                throw new TokenRefusal("email not verified");
            }
        }
        if (name.isEmpty()) {
            throw new TokenRefusal("an empty username is not allowed");
        }
        return name;
    }

    private List<String> groups(Map<String, Object> claims, Map<String, Object> variables) throws TokenRefusal {
        String claim = mappings.groups().claim();
        if (!claim.isEmpty() && claims.containsKey(claim)) {
            String prefix = prefix(mappings.groups());
            List<String> names = new ArrayList<>();
            for (Object group : claims.get(claim) instanceof List<?> list ? list : single(claims.get(claim))) {
                if (!(group instanceof String name)) {
                    throw new TokenRefusal(
                            "parse groups claim \"" + claim + "\": it must be a string or a list of those");
                }
                names.add(prefix + name);
            }
            return names;
        }
        return groups == null
                ? List.of()
                : texts(evaluate(groups, mappings.groups().expression(), variables, "group"), "group");
    }

    private static List<Object> single(@Nullable Object value) {
        return value == null ? List.of() : List.of(value);
    }

    private String uid(Map<String, Object> claims, Map<String, Object> variables) throws TokenRefusal {
        if (!mappings.uid().claim().isEmpty()) {
            return text(claims, mappings.uid().claim(), "uid");
        }
        if (uid == null) {
            return "";
        }
        if (evaluate(uid, mappings.uid().expression(), variables, "uid") instanceof String text) {
            return text;
        }
        throw new TokenRefusal("uid claim expression must return a string");
    }

    private Map<String, List<String>> extra(Map<String, Object> claims, Map<String, Object> variables)
            throws TokenRefusal {
        Map<String, List<String>> all = new LinkedHashMap<>();
        if (claims.get("jti") instanceof String id && !id.isEmpty()) {
            all.put(CREDENTIAL_ID, List.of("JTI=" + id));
        }
        for (Extra each : extra) {
            List<String> values = texts(evaluate(each.expression(), each.text(), variables, "extra"), "extra");
            if (!values.isEmpty()) {
                all.put(each.key(), values);
            }
        }
        return all;
    }

    private static String prefix(PrefixedClaimOrExpression mapping) {
        return mapping.prefix() == null ? "" : mapping.prefix();
    }

    private static String text(Map<String, Object> claims, String claim, String what) throws TokenRefusal {
        if (claims.get(claim) instanceof String text) {
            return text;
        }
        throw new TokenRefusal("parse " + what + " claim \"" + claim + "\": "
                + (claims.containsKey(claim) ? "it must be a string" : "claim not present"));
    }

    /** Empty texts count as not there. */
    private static List<String> texts(Object value, String what) throws TokenRefusal {
        if (DynamicValues.isNull(value)) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Object element : value instanceof List<?> list ? list : List.of(value)) {
            if (!(element instanceof String text)) {
                throw new TokenRefusal(what + " claim expression must return a string or a list of strings");
            }
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    private static void check(List<Condition> conditions, Map<String, Object> variables, String what)
            throws TokenRefusal {
        for (Condition condition : conditions) {
            Object holds = evaluate(condition.expression(), condition.text(), variables, what);
            if (!Boolean.TRUE.equals(holds)) {
                throw new TokenRefusal("error evaluating " + what + ": validation expression '" + condition.text()
                        + "' failed: " + condition.message());
            }
        }
    }

    private static Object evaluate(Expression expression, String text, Map<String, Object> variables, String what)
            throws TokenRefusal {
        try {
            return expression.evaluate(variables, new CostBudget());
        } catch (EvaluationException e) {
            throw new TokenRefusal(
                    "error evaluating " + what + ": expression '" + text + "' resulted in error: " + e.getMessage(), e);
        }
    }
}
