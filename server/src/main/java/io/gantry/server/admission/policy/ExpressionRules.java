package io.gantry.server.admission.policy;

import io.gantry.api.admissionregistration.v1.ApplyConfiguration;
import io.gantry.api.admissionregistration.v1.AuditAnnotation;
import io.gantry.api.admissionregistration.v1.JSONPatch;
import io.gantry.api.admissionregistration.v1.MatchCondition;
import io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicy;
import io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicySpec;
import io.gantry.api.admissionregistration.v1.MutatingWebhookConfiguration;
import io.gantry.api.admissionregistration.v1.Mutation;
import io.gantry.api.admissionregistration.v1.ParamKind;
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
            if (isNew(text, known)) {
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

    /**
     * What policies of both kinds have.
     *
     * @param params null when there are none
     */
    private record Common(@Nullable ParamKind params, List<Variable> variables, List<MatchCondition> conditions) {
        static Common of(ValidatingAdmissionPolicySpec spec) {
            return new Common(spec.paramKind(), spec.variables(), spec.matchConditions());
        }

        static Common of(MutatingAdmissionPolicySpec spec) {
            return new Common(spec.paramKind(), spec.variables(), spec.matchConditions());
        }

        /** Whether expressions see what they saw before, or they may not mean anything any more. */
        boolean seesAs(@Nullable Common old) {
            return old != null && Objects.equals(params, old.params) && variables.equals(old.variables);
        }

        /** @param known null when nothing is known to be right */
        void check(@Nullable Common known, AdmissionCompiler compiler, FieldErrors errors) {
            Set<String> before = known(known == null ? List.of() : known.conditions, MatchCondition::expression);
            ExpressionRules.conditions(conditions, params != null, before, FieldPath.SPEC, errors);
            ExpressionRules.variables(variables, compiler, known != null, errors);
        }
    }

    /** What is wrong with the expressions of a policy. */
    public static List<FieldError> validatingPolicy(
            ValidatingAdmissionPolicy next, @Nullable ValidatingAdmissionPolicy old) {
        ValidatingAdmissionPolicySpec spec = next.spec();
        if (old != null && spec.equals(old.spec())) {
            return List.of();
        }
        FieldErrors errors = new FieldErrors();
        AdmissionCompiler compiler = new AdmissionCompiler(spec.paramKind() != null);
        Common common = Common.of(spec);
        ValidatingAdmissionPolicySpec known = old != null && common.seesAs(Common.of(old.spec())) ? old.spec() : null;
        common.check(known == null ? null : Common.of(known), compiler, errors);
        List<Validation> validations = known == null ? List.of() : known.validations();
        Set<String> expressions = known(validations, Validation::expression);
        Set<String> messages = known(validations, each -> text(each.messageExpression()));
        for (int i = 0; i < spec.validations().size(); i++) {
            Validation validation = spec.validations().get(i);
            FieldPath path = FieldPath.SPEC.child("validations").index(i);
            String text = validation.expression();
            if (isNew(text, expressions)) {
                check(compiler::condition, text, text, path.child("expression"), errors);
            }
            String message = text(validation.messageExpression());
            if (isNew(message, messages)) {
                check(compiler::message, message, message, path.child("messageExpression"), errors);
            }
        }
        Set<String> values =
                known(known == null ? List.of() : known.auditAnnotations(), AuditAnnotation::valueExpression);
        for (int i = 0; i < spec.auditAnnotations().size(); i++) {
            String text = spec.auditAnnotations().get(i).valueExpression();
            if (isNew(text, values)) {
                FieldPath path = FieldPath.SPEC.child("auditAnnotations").index(i);
                check(compiler::annotation, text.strip(), text, path.child("valueExpression"), errors);
            }
        }
        return errors.list();
    }

    /** What is wrong with the expressions of a policy. */
    public static List<FieldError> mutatingPolicy(MutatingAdmissionPolicy next, @Nullable MutatingAdmissionPolicy old) {
        MutatingAdmissionPolicySpec spec = next.spec();
        if (old != null && spec.equals(old.spec())) {
            return List.of();
        }
        FieldErrors errors = new FieldErrors();
        AdmissionCompiler compiler = AdmissionCompiler.ofMutations(spec.paramKind() != null);
        Common common = Common.of(spec);
        MutatingAdmissionPolicySpec known = old != null && common.seesAs(Common.of(old.spec())) ? old.spec() : null;
        common.check(known == null ? null : Common.of(known), compiler, errors);
        Set<Mutation> mutations = known == null ? Set.of() : Set.copyOf(known.mutations());
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

    private static <E> Set<String> known(List<E> parts, Function<E, String> expression) {
        Set<String> texts = new HashSet<>();
        parts.forEach(each -> texts.add(expression.apply(each)));
        return texts;
    }

    private static boolean isNew(String text, Set<String> known) {
        return !text.isBlank() && !known.contains(text);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
