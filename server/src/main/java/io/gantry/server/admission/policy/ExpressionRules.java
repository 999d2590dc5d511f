package io.gantry.server.admission.policy;

import io.gantry.api.admissionregistration.v1.ApplyConfiguration;
import io.gantry.api.admissionregistration.v1.AuditAnnotation;
import io.gantry.api.admissionregistration.v1.JSONPatch;
import io.gantry.api.admissionregistration.v1.MatchCondition;
import io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicy;
import io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicySpec;
import io.gantry.api.admissionregistration.v1.MutatingWebhookConfiguration;
import io.gantry.api.admissionregistration.v1.Mutation;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicySpec;
import io.gantry.api.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.gantry.api.admissionregistration.v1.Validation;
import io.gantry.api.admissionregistration.v1.Variable;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.cel.AdmissionCompiler;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether the expressions in webhooks and policies compile. One that was there before the update is not looked at again, so
 * that what an older server let in can still be edited. Pure.
 */
public final class ExpressionRules {
    private ExpressionRules() {}

    /** What is wrong with the conditions of a configuration. */
    public static List<FieldError> validatingWebhooks(
            ValidatingWebhookConfiguration next, @Nullable ValidatingWebhookConfiguration old) {
        return webhooks(conditions(next), old == null ? List.of() : conditions(old));
    }

    /** What is wrong with the conditions of a configuration. */
    public static List<FieldError> mutatingWebhooks(
            MutatingWebhookConfiguration next, @Nullable MutatingWebhookConfiguration old) {
        return webhooks(conditions(next), old == null ? List.of() : conditions(old));
    }

    private static List<List<MatchCondition>> conditions(ValidatingWebhookConfiguration configuration) {
        return configuration.webhooks().stream()
                .map(hook -> hook.matchConditions())
                .toList();
    }

    private static List<List<MatchCondition>> conditions(MutatingWebhookConfiguration configuration) {
        return configuration.webhooks().stream()
                .map(hook -> hook.matchConditions())
                .toList();
    }

    private static List<FieldError> webhooks(List<List<MatchCondition>> next, List<List<MatchCondition>> old) {
        Set<String> known = new HashSet<>();
        old.forEach(conditions -> conditions.forEach(condition -> known.add(condition.expression())));
        FieldErrors errors = new FieldErrors();
        for (int i = 0; i < next.size(); i++) {
            FieldPath path = FieldPath.of("webhooks").index(i);
            conditions(next.get(i), false, known, path, errors);
        }
        return errors.list();
    }

    private static void conditions(
            List<MatchCondition> conditions, boolean params, Set<String> known, FieldPath path, FieldErrors errors) {
        for (int i = 0; i < conditions.size(); i++) {
            String text = conditions.get(i).expression();
            if (!text.isBlank() && !known.contains(text)) {
                FieldPath at = path.child("matchConditions").index(i).child("expression");
                check(new AdmissionCompiler(params)::condition, text.strip(), text.strip(), at, errors);
            }
        }
    }

    /** @param shown the text as the error shows it */
    private static void check(
            Program.Compiler compiler, String text, String shown, FieldPath path, FieldErrors errors) {
        String wrong = Program.of(text, compiler).error();
        if (wrong != null) {
            errors.invalid(path, shown, wrong);
        }
    }

    /** What is wrong with the expressions of a policy. */
    public static List<FieldError> validatingPolicy(
            ValidatingAdmissionPolicy next, @Nullable ValidatingAdmissionPolicy old) {
        FieldErrors errors = new FieldErrors();
        ValidatingAdmissionPolicySpec spec = next.spec();
        if (old != null && spec.equals(old.spec())) {
            return List.of();
        }
        boolean params = spec.paramKind() != null;
        // What expressions see must be as it was, or they may not mean anything any more.
        boolean sameSight = old != null
                && Objects.equals(spec.paramKind(), old.spec().paramKind())
                && spec.variables().equals(old.spec().variables());
        conditions(
                spec.matchConditions(),
                params,
                known(sameSight ? old : null, o -> o.spec().matchConditions(), MatchCondition::expression),
                FieldPath.SPEC,
                errors);
        AdmissionCompiler compiler = new AdmissionCompiler(params);
        variables(spec.variables(), compiler, sameSight, errors);
        Set<String> expressions = known(sameSight ? old : null, o -> o.spec().validations(), Validation::expression);
        Set<String> messages =
                known(sameSight ? old : null, o -> o.spec().validations(), each -> text(each.messageExpression()));
        for (int i = 0; i < spec.validations().size(); i++) {
            Validation validation = spec.validations().get(i);
            FieldPath path = FieldPath.SPEC.child("validations").index(i);
            String text = validation.expression();
            if (!text.isBlank() && !expressions.contains(text)) {
                check(compiler::condition, text, text, path.child("expression"), errors);
            }
            String message = text(validation.messageExpression());
            if (!message.isBlank() && !messages.contains(message)) {
                check(compiler::message, message, message, path.child("messageExpression"), errors);
            }
        }
        Set<String> values =
                known(sameSight ? old : null, o -> o.spec().auditAnnotations(), AuditAnnotation::valueExpression);
        for (int i = 0; i < spec.auditAnnotations().size(); i++) {
            String text = spec.auditAnnotations().get(i).valueExpression();
            if (!text.isBlank() && !values.contains(text)) {
                FieldPath path = FieldPath.SPEC.child("auditAnnotations").index(i);
                check(compiler::annotation, text.strip(), text, path.child("valueExpression"), errors);
            }
        }
        return errors.list();
    }

    /** What is wrong with the expressions of a policy. */
    public static List<FieldError> mutatingPolicy(MutatingAdmissionPolicy next, @Nullable MutatingAdmissionPolicy old) {
        FieldErrors errors = new FieldErrors();
        MutatingAdmissionPolicySpec spec = next.spec();
        if (old != null && spec.equals(old.spec())) {
            return List.of();
        }
        boolean params = spec.paramKind() != null;
        boolean sameSight = old != null
                && Objects.equals(spec.paramKind(), old.spec().paramKind())
                && spec.variables().equals(old.spec().variables());
        conditions(
                spec.matchConditions(),
                params,
                known(sameSight ? old : null, o -> o.spec().matchConditions(), MatchCondition::expression),
                FieldPath.SPEC,
                errors);
        AdmissionCompiler compiler = AdmissionCompiler.ofMutations(params);
        variables(spec.variables(), compiler, sameSight, errors);
        Set<Mutation> mutations =
                sameSight && old != null ? Set.copyOf(old.spec().mutations()) : Set.of();
        for (int i = 0; i < spec.mutations().size(); i++) {
            Mutation mutation = spec.mutations().get(i);
            FieldPath path = FieldPath.SPEC.child("mutations").index(i);
            if (!mutations.contains(mutation)) {
                ApplyConfiguration apply = mutation.applyConfiguration();
                JSONPatch patch = mutation.jsonPatch();
                mutation(
                        compiler::applyConfiguration,
                        apply == null ? null : apply.expression(),
                        path.child("applyConfiguration"),
                        errors);
                mutation(
                        compiler::jsonPatch,
                        patch == null ? null : patch.expression(),
                        path.child("jsonPatch"),
                        errors);
            }
        }
        return errors.list();
    }

    private static void mutation(Program.Compiler compiler, @Nullable String text, FieldPath path, FieldErrors errors) {
        if (text != null && !text.isBlank()) {
            check(compiler, text.strip(), text.strip(), path.child("expression"), errors);
        }
    }

    private static void variables(
            List<Variable> variables, AdmissionCompiler compiler, boolean known, FieldErrors errors) {
        for (int i = 0; i < variables.size(); i++) {
            Variable variable = variables.get(i);
            if (!variable.name().isBlank() && !variable.expression().isBlank()) {
                FieldPath path = FieldPath.SPEC.child("variables").index(i).child("expression");
                check(
                        text -> compiler.variable(variable.name(), text),
                        variable.expression(),
                        variable.expression(),
                        path,
                        known ? new FieldErrors() : errors);
            }
        }
    }

    private static <P, E> Set<String> known(
            @Nullable P old, Function<P, List<E>> parts, Function<E, String> expression) {
        Set<String> texts = new HashSet<>();
        if (old != null) {
            parts.apply(old).forEach(each -> texts.add(expression.apply(each)));
        }
        return texts;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
