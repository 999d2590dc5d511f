package io.gantry.server.cel;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import io.gantry.api.apiextensions.v1.ValidationRule;
import io.gantry.api.apiextensions.v1.ValidationRuleType;
import io.gantry.api.codec.Tree;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.cel.CelEnvironment.CompileException;
import io.gantry.server.cel.CelEnvironment.EvaluationException;
import io.gantry.server.cel.CelEnvironment.Expression;
import io.gantry.server.schema.SchemaNode;
import io.gantry.server.schema.Schemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a schema ({@code x-kubernetes-validations}), compiled, and what they find wrong with objects. Immutable and
 * thread-safe once made.
 */
public final class SchemaExpressions {
    /** Stands for an earlier value that is not known. */
    public static final Object UNKNOWN = new Object();

    private static final long UNBOUNDED = -1;

    /**
     * @param rule null when it does not compile: then nothing keeps to it
     * @param fault why it does not compile; empty when it does
     * @param message computes the message; null when there is none
     * @param field what below the rule's place is to blame; null for the place itself
     */
    private record Rule(
            ValidationRule source,
            @Nullable Expression rule,
            String fault,
            @Nullable Expression message,
            @Nullable FieldReference field) {
        static Rule broken(ValidationRule source, String fault) {
            return new Rule(source, null, fault, null, null);
        }
    }

    private final IdentityHashMap<SchemaNode, List<Rule>> rules = new IdentityHashMap<>();
    private final SchemaTypes types = new SchemaTypes();

    private final SchemaSizes sizes = new SchemaSizes();
    private final @Nullable CostTotal costs;
    private final boolean checking;

    /**
     * @param costs told what the rules can cost; null when that does not matter any more
     * @param checking whether what is wrong with the rules is wanted, and not the rules
     */
    private SchemaExpressions(@Nullable CostTotal costs, boolean checking) {
        this.costs = costs;
        this.checking = checking;
    }

    /**
     * Compiles the rules of a schema. One of them that {@link #check} would refuse comes from another time: if it does not
     * compile, objects are refused where it stands, and whatever else is wrong with it does not matter.
     */
    public static SchemaExpressions of(SchemaNode root) {
        SchemaExpressions expressions = new SchemaExpressions(null, false);
        expressions.compile(root, true, true, 1, FieldPath.of(""), new FieldErrors());
        return expressions;
    }

    /**
     * What is wrong with the rules themselves.
     *
     * @param limitCosts whether rules may be too expensive
     */
    public static void check(SchemaNode root, boolean limitCosts, FieldPath path, FieldErrors errors) {
        CostTotal costs = limitCosts ? new CostTotal() : null;
        new SchemaExpressions(costs, true).compile(root, true, true, 1, path, errors);
        if (costs != null) {
            costs.check(path, errors);
        }
    }

    // ---- compiling

    /**
     * @param correlated whether the earlier value of this place can always be told
     * @param times how often the place can be in an object; {@link #UNBOUNDED} when the schema does not say
     */
    private void compile(
            SchemaNode node, boolean root, boolean correlated, long times, FieldPath path, FieldErrors errors) {
        List<ValidationRule> given = node.props().xKubernetesValidations();
        if (!given.isEmpty()) {
            long most = times == UNBOUNDED ? sizes.occurrences(node) : times;
            List<Rule> compiled = new ArrayList<>();
            for (int i = 0; i < given.size(); i++) {
                FieldPath at = path.child("x-kubernetes-validations").index(i);
                Rule rule = rule(node, root, correlated, most, given.get(i), at, path, errors);
                if (rule != null) {
                    compiled.add(rule);
                }
            }
            rules.put(node, compiled);
        }
        node.properties()
                .forEach((name, child) -> compile(
                        child,
                        child.embedded(),
                        correlated,
                        times,
                        path.child("properties").key(name),
                        errors));
        SchemaNode items = node.items();
        if (items != null) {
            compile(
                    items,
                    items.embedded(),
                    correlated && node.listType().equals("map"),
                    within(times, node.props().maxItems()),
                    path.child("items"),
                    errors);
        }
        SchemaNode additional = node.additional();
        if (additional != null) {
            compile(
                    additional,
                    additional.embedded(),
                    correlated,
                    within(times, node.props().maxProperties()),
                    path.child("additionalProperties"),
                    errors);
        }
    }

    private static long within(long times, @Nullable Long each) {
        return times == UNBOUNDED || each == null ? UNBOUNDED : StaticCost.times(times, Math.max(0, each));
    }

    private void cost(
            CelEnvironment environment,
            SchemaNode node,
            boolean root,
            long times,
            String text,
            String what,
            FieldPath path,
            FieldErrors errors)
            throws CompileException {
        if (costs != null) {
            Place self = sizes.place(node, root);
            long once = environment.cost(text, Map.of("self", self, "oldSelf", self));
            costs.add(StaticCost.times(once, times), what, path, errors);
        }
    }

    private @Nullable Rule rule(
            SchemaNode node,
            boolean root,
            boolean correlated,
            long times,
            ValidationRule source,
            FieldPath at,
            FieldPath place,
            FieldErrors errors) {
        int before = errors.size();
        text(source, at, errors);
        FieldReference reference = reference(source, node, at, errors);
        if ((checking && errors.size() > before) || source.rule().isBlank()) {
            return null;
        }
        CelType self = types.of(node, root);
        if (self == null) {
            String fault = "compilation failed: the type of self is not known";
            errors.invalidRecord(at.child("rule"), ValidationRuleType.TYPE, source, fault);
            return Rule.broken(source, fault);
        }
        boolean optional = Boolean.TRUE.equals(source.optionalOldSelf());
        CelEnvironment environment = CelEnvironment.with(
                Map.of("self", self, "oldSelf", optional ? OptionalType.create(self) : self), types.named());
        Expression rule;
        try {
            rule = environment.compile(source.rule(), List.of(CelKind.BOOL), "cel expression must evaluate to a bool");
            cost(environment, node, root, times, source.rule(), "estimated rule cost", at.child("rule"), errors);
        } catch (CompileException e) {
            String fault = "compilation failed: " + e.getMessage();
            errors.invalidRecord(at.child("rule"), ValidationRuleType.TYPE, source, fault);
            return Rule.broken(source, fault);
        }
        if (rule.usesOldSelf() && !correlated) {
            errors.invalid(
                    at.child("rule"),
                    source.rule(),
                    "oldSelf cannot be used on the uncorrelatable portion of the schema within " + place);
        }
        if (optional && !rule.usesOldSelf()) {
            errors.invalid(at.child("optionalOldSelf"), true, "may not be set if oldSelf is not used in rule");
        }
        Expression message = null;
        String given = source.messageExpression();
        if (given != null && !given.isEmpty()) {
            try {
                message = environment.compile(
                        given, List.of(CelKind.STRING), "messageExpression must evaluate to a string");
                cost(
                        environment,
                        node,
                        root,
                        times,
                        given,
                        "estimated messageExpression cost",
                        at.child("messageExpression"),
                        errors);
            } catch (CompileException e) {
                errors.invalidRecord(
                        at.child("messageExpression"),
                        ValidationRuleType.TYPE,
                        source,
                        "messageExpression compilation failed: " + e.getMessage());
            }
        }
        return new Rule(source, rule, "", message, reference);
    }

    private static void text(ValidationRule source, FieldPath at, FieldErrors errors) {
        String message = source.message();
        if (source.rule().isBlank()) {
            errors.required(at.child("rule"), "rule is not specified");
        }
        boolean lines = source.rule().strip().indexOf('\n') >= 0;
        if (message != null && !message.isEmpty() && message.isBlank()) {
            errors.invalid(at.child("message"), message, "message must be non-empty if specified");
        } else if (message != null && message.indexOf('\n') >= 0) {
            errors.invalid(at.child("message"), message, "message must not contain line breaks");
        } else if (lines && (message == null || message.isEmpty())) {
            errors.required(at.child("message"), "message must be specified if rule contains line breaks");
        }
        String expression = source.messageExpression();
        if (expression != null && !expression.isEmpty() && expression.isBlank()) {
            errors.required(at.child("messageExpression"), "must be non-empty if specified");
        }
        if (source.reason() != null) {
            errors.optionalOneOf(
                    at.child("reason"),
                    source.reason(),
                    List.of("FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired"));
        }
    }

    private static @Nullable FieldReference reference(
            ValidationRule source, SchemaNode node, FieldPath at, FieldErrors errors) {
        String path = source.fieldPath();
        if (path == null || path.isEmpty()) {
            return null;
        }
        try {
            return FieldReference.of(path, node);
        } catch (FieldReference.Refused e) {
            errors.invalid(at.child("fieldPath"), path, "fieldPath must be a valid path: " + e.getMessage());
            return null;
        }
    }

    // ---- evaluating

    /**
     * What the rules find wrong.
     *
     * @param tree the whole object
     * @param old the object that it succeeds; {@link #UNKNOWN} for a new object
     */
    public List<FieldError> validate(SchemaNode root, Object tree, @Nullable Object old) {
        Run run = new Run();
        run.walk(root, tree, old, "", true);
        return run.errors;
    }

    /** One object's way through the rules. */
    private final class Run {
        final List<FieldError> errors = new ArrayList<>();
        private final CostBudget budget = new CostBudget();
        private boolean ended;

        void walk(SchemaNode node, @Nullable Object value, @Nullable Object old, String path, boolean whole) {
            if (value == null || ended || (old != UNKNOWN && Tree.same(value, old))) {
                return; // what stands as it stood is not complained of
            }
            List<Rule> own = rules.get(node);
            if (own != null) {
                apply(node, own, value, old, path, whole);
            }
            if (value instanceof Map<?, ?> map) {
                map.forEach((key, each) -> {
                    String name = (String) key;
                    SchemaNode child = node.child(name);
                    if (child != null) {
                        Object earlier = old instanceof Map<?, ?> before && before.containsKey(name)
                                ? before.get(name)
                                : UNKNOWN;
                        String next = !node.properties().containsKey(name)
                                ? path + "[" + name + "]"
                                : path.isEmpty() ? name : path + "." + name;
                        walk(child, each, earlier, next, child.embedded());
                    }
                });
            } else if (value instanceof List<?> list && node.items() != null) {
                SchemaNode items = Objects.requireNonNull(node.items());
                Map<Map<String, Object>, Object> before = Schemas.byKeys(node, old);
                for (int i = 0; i < list.size(); i++) {
                    Object earlier = list.get(i) instanceof Map<?, ?> element && !before.isEmpty()
                            ? before.getOrDefault(Schemas.keysOf(node, element), UNKNOWN)
                            : UNKNOWN;
                    walk(items, list.get(i), earlier, path + "[" + i + "]", items.embedded());
                }
            }
        }

        private void apply(
                SchemaNode node, List<Rule> own, Object value, @Nullable Object old, String path, boolean whole) {
            Object self = SchemaTypes.value(node, value, whole);
            Object oldSelf = old == UNKNOWN || old == null ? null : SchemaTypes.value(node, old, whole);
            for (Rule rule : own) {
                boolean optional = Boolean.TRUE.equals(rule.source().optionalOldSelf());
                Expression expression = rule.rule();
                if (expression == null) {
                    String fault = "rule compile error: " + rule.fault();
                    errors.add(new FieldError(FieldError.Type.INVALID, place(path), node.type(), fault));
                    continue;
                }
                if (expression.usesOldSelf() && oldSelf == null && !optional) {
                    continue; // nothing to compare with: a transition rule has nothing to say
                }
                if (ended) {
                    return;
                }
                Map<String, Object> variables = new HashMap<>();
                variables.put("self", self);
                if (optional) {
                    variables.put("oldSelf", Optional.ofNullable(oldSelf));
                } else if (oldSelf != null) {
                    variables.put("oldSelf", oldSelf);
                }
                evaluate(node, rule, expression, variables, path);
            }
        }

        private void evaluate(
                SchemaNode node, Rule rule, Expression expression, Map<String, Object> variables, String path) {
            Object result;
            try {
                result = expression.evaluate(variables, budget);
            } catch (EvaluationException e) {
                if (e.tooCostly()) {
                    ended = true;
                    errors.add(new FieldError(
                            FieldError.Type.INVALID,
                            place(path),
                            node.type(),
                            budget.exhausted()
                                    ? "validation failed due to running out of cost budget, no further validation rules "
                                            + "will be run"
                                    : "call cost exceeds limit for rule: "
                                            + rule.source().rule().strip()));
                    return;
                }
                errors.add(new FieldError(
                        FieldError.Type.INVALID,
                        place(path),
                        node.type(),
                        e.getMessage() + " evaluating rule: " + message(rule, null)));
                return;
            }
            if (!Boolean.TRUE.equals(result)) {
                errors.add(failed(node, rule, path, message(rule, variables)));
            }
        }

        private FieldError failed(SchemaNode node, Rule rule, String path, String message) {
            String at = rule.field() == null ? path : rule.field().below(path);
            return switch (rule.source().reason() == null ? "" : rule.source().reason()) {
                case "FieldValueRequired" ->
                    new FieldError(FieldError.Type.REQUIRED, place(at), FieldError.OMITTED, message);
                case "FieldValueForbidden" ->
                    new FieldError(FieldError.Type.FORBIDDEN, place(at), FieldError.OMITTED, message);
                case "FieldValueDuplicate" ->
                    new FieldError(FieldError.Type.DUPLICATE, place(at), node.type(), message);
                default -> new FieldError(FieldError.Type.INVALID, place(at), node.type(), message);
            };
        }

        /** @param variables null when the message may not be computed */
        private String message(Rule rule, @Nullable Map<String, Object> variables) {
            if (rule.message() != null && variables != null) {
                try {
                    if (rule.message().evaluate(variables, budget) instanceof String text
                            && !text.isBlank()
                            && text.indexOf('\n') < 0
                            && text.length() <= 5 * 1024) {
                        return text.strip();
                    }
                } catch (EvaluationException e) {
                    // As in Kubernetes, a message that cannot be computed gives way to the one that is written down.
                }
            }
            String message = rule.source().message();
            return message == null || message.isBlank()
                    ? "failed rule: " + rule.source().rule().strip()
                    : message.strip();
        }

        private static String place(String path) {
            return path.isEmpty() ? "<nil>" : path;
        }
    }
}
