package io.gantry.server.admission.policy;

import io.gantry.api.admissionregistration.v1.AuditAnnotation;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicySpec;
import io.gantry.api.admissionregistration.v1.Validation;
import io.gantry.server.admission.policy.Program.Failure;
import io.gantry.server.admission.policy.Program.OutOfBudget;
import io.gantry.server.cel.AdmissionCompiler;
import io.gantry.server.cel.CelEnvironment.Variables;
import io.gantry.server.cel.CostBudget;
import io.gantry.server.cel.DynamicValues;
import io.gantry.server.metrics.PolicyMetrics.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A ValidatingAdmissionPolicy, compiled. Immutable and thread-safe. */
final class ValidatingProgram {
    /** Kubernetes' limits: a message that was computed, in bytes, and an annotation, in characters. */
    private static final int MAX_MESSAGE = 5 * 1024;

    private static final int MAX_ANNOTATION = 10 * 1024;

    /** A validation with its expressions; without a message expression there is no program for it. */
    private record Rule(
            Validation source, Program condition, @Nullable Program message) {}

    private record Note(AuditAnnotation source, Program value) {}

    /** A validation that does not hold, or could not be told. */
    record Denial(int index, String message, String reason, Check check) {}

    /**
     * What one validation took, and what was wrong with it.
     *
     * @param nanos that it took
     */
    record Check(Error error, long nanos) {}

    /**
     * What one evaluation came to.
     *
     * @param denials by validation; those of a policy that ignores failures are not among them
     * @param annotations for the audit, as keys and values
     * @param failures of annotations, which refuse the request whatever a binding says
     * @param ignored validations that could not be told, of a policy that ignores failures
     */
    record Outcome(List<Denial> denials, List<List<String>> annotations, List<String> failures, List<Check> ignored) {
        static final Outcome NOTHING = new Outcome(List.of(), List.of(), List.of(), List.of());
    }

    private final @Nullable MatchConditions conditions;
    private final Composition composition;
    private final List<Rule> rules;
    private final List<Note> notes;
    private final boolean ignoreFailures;

    private ValidatingProgram(
            @Nullable MatchConditions conditions,
            Composition composition,
            List<Rule> rules,
            List<Note> notes,
            boolean ignoreFailures) {
        this.conditions = conditions;
        this.composition = composition;
        this.rules = rules;
        this.notes = notes;
        this.ignoreFailures = ignoreFailures;
    }

    static ValidatingProgram compile(ValidatingAdmissionPolicySpec spec) {
        boolean params = spec.paramKind() != null;
        AdmissionCompiler compiler = new AdmissionCompiler(params);
        Composition composition = Composition.compile(spec.variables(), compiler);
        List<Rule> rules = new ArrayList<>();
        for (Validation validation : spec.validations()) {
            String message = validation.messageExpression();
            rules.add(new Rule(
                    validation,
                    Program.of(validation.expression(), compiler::condition),
                    message == null || message.isBlank() ? null : Program.of(message, compiler::message)));
        }
        List<Note> notes = new ArrayList<>();
        for (AuditAnnotation annotation : spec.auditAnnotations()) {
            notes.add(
                    new Note(annotation, Program.of(annotation.valueExpression().strip(), compiler::annotation)));
        }
        return new ValidatingProgram(
                spec.matchConditions().isEmpty() ? null : MatchConditions.compile(spec.matchConditions(), params),
                composition,
                List.copyOf(rules),
                List.copyOf(notes),
                "Ignore".equals(spec.failurePolicy()));
    }

    boolean ignoresFailures() {
        return ignoreFailures;
    }

    Composition composition() {
        return composition;
    }

    /**
     * @param conditionVariables what match conditions see
     * @param clock in nanoseconds
     */
    Outcome evaluate(Variables conditionVariables, Variables variables, CostBudget budget, LongSupplier clock) {
        try {
            if (conditions != null && !conditions.hold(conditionVariables)) {
                return Outcome.NOTHING;
            }
        } catch (ConditionFailure e) {
            return failed(e, Error.INVALID);
        }
        List<Denial> denials = new ArrayList<>();
        List<Check> ignored = new ArrayList<>();
        try {
            for (int i = 0; i < rules.size(); i++) {
                Denial denial = evaluate(i, rules.get(i), variables, budget, clock);
                if (denial != null && ignoreFailures && denial.check().error() != Error.NONE) {
                    ignored.add(denial.check());
                } else if (denial != null) {
                    denials.add(denial);
                }
            }
            return notes(denials, ignored, variables, budget);
        } catch (OutOfBudget e) {
            return failed(e, Error.OUT_OF_BUDGET);
        }
    }

    private Outcome failed(Exception why, Error error) {
        Check check = new Check(error, 0);
        return ignoreFailures
                ? new Outcome(List.of(), List.of(), List.of(), List.of(check))
                : new Outcome(
                        List.of(new Denial(0, String.valueOf(why.getMessage()), "Invalid", check)),
                        List.of(),
                        List.of(),
                        List.of());
    }

    private static @Nullable Denial evaluate(
            int index, Rule rule, Variables variables, CostBudget budget, LongSupplier clock) throws OutOfBudget {
        long began = clock.getAsLong();
        try {
            if (Boolean.TRUE.equals(rule.condition().evaluate(variables, budget))) {
                return null;
            }
        } catch (Failure e) {
            Error error = e.uncompiled() ? Error.COMPILE : Error.INVALID;
            return new Denial(
                    index, String.valueOf(e.getMessage()), "Invalid", new Check(error, clock.getAsLong() - began));
        }
        Check check = new Check(Error.NONE, clock.getAsLong() - began);
        String reason = rule.source().reason();
        return new Denial(index, message(rule, variables, budget), reason == null ? "Invalid" : reason, check);
    }

    private static String message(Rule rule, Variables variables, CostBudget budget) {
        if (rule.message() != null) {
            try {
                if (rule.message().evaluate(variables, budget) instanceof String text) {
                    String message = text.strip();
                    if (!message.isEmpty() && message.length() <= MAX_MESSAGE && message.indexOf('\n') < 0) {
                        return message;
                    }
                }
            } catch (Failure | OutOfBudget e) {
                // As in Kubernetes, a message that cannot be computed gives way to the one that is written down.
            }
        }
        String message = rule.source().message();
        return message == null || message.isBlank()
                ? "failed expression: " + rule.source().expression().strip()
                : message.strip();
    }

    private Outcome notes(List<Denial> denials, List<Check> ignored, Variables variables, CostBudget budget)
            throws OutOfBudget {
        List<List<String>> annotations = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Note note : notes) {
            try {
                Object value = note.value().evaluate(variables, budget);
                if (value instanceof String text && !text.isBlank()) {
                    String stripped = text.strip();
                    annotations.add(List.of(
                            note.source().key(),
                            stripped.length() > MAX_ANNOTATION ? stripped.substring(0, MAX_ANNOTATION) : stripped));
                } else if (!(value instanceof String || DynamicValues.isNull(value))) {
                    failures.add("valueExpression '" + note.source().valueExpression()
                            + "' resulted in unsupported return type. Return type must be either string or null.");
                }
            } catch (Failure e) {
                if (!ignoreFailures) {
                    failures.add(String.valueOf(e.getMessage()));
                }
            }
        }
        return new Outcome(denials, annotations, failures, ignored);
    }
}
