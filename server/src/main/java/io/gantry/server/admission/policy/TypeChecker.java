package io.gantry.server.admission.policy;

import io.gantry.api.Kind;
import io.gantry.api.admissionregistration.v1.ExpressionWarning;
import io.gantry.api.admissionregistration.v1.NamedRuleWithOperations;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicySpec;
import io.gantry.api.admissionregistration.v1.Validation;
import io.gantry.api.admissionregistration.v1.Variable;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.cel.AdmissionCompiler;
import io.gantry.server.cel.CelEnvironment.CompileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the validations of a policy seem to have wrong when {@code object} has the type of what the policy is about. Only a
 * hint: it does not change what the policy does. As in Kubernetes, rules with wildcards say nothing about types, and not
 * more than ten kinds of one rule are looked at.
 */
public final class TypeChecker {
    private static final int MAX_KINDS = 10;

    /** Finds kinds by the path at which they are served. */
    public interface KindFinder {
        /** Null for none. */
        @Nullable
        Kind<?> find(String group, String version, String plural);
    }

    private final KindFinder kinds;

    public TypeChecker(KindFinder kinds) {
        this.kinds = kinds;
    }

    public List<ExpressionWarning> check(ValidatingAdmissionPolicySpec spec) {
        List<Kind<?>> about = about(spec);
        List<ExpressionWarning> warnings = new ArrayList<>();
        for (int i = 0; i < spec.validations().size() && !about.isEmpty(); i++) {
            Validation validation = spec.validations().get(i);
            FieldPath path = FieldPath.SPEC.child("validations").index(i);
            check(spec, about, validation.expression(), path.child("expression"), warnings);
            String message = validation.messageExpression();
            if (message != null && !message.isBlank()) {
                check(spec, about, message, path.child("messageExpression"), warnings);
            }
        }
        return warnings;
    }

    private static void check(
            ValidatingAdmissionPolicySpec spec,
            List<Kind<?>> about,
            String expression,
            FieldPath path,
            List<ExpressionWarning> warnings) {
        StringBuilder text = new StringBuilder();
        for (Kind<?> kind : about) {
            String wrong = wrong(spec, kind, expression);
            if (wrong != null) {
                text.append(text.isEmpty() ? "" : "\n")
                        .append(kind.group())
                        .append('/')
                        .append(kind.version())
                        .append(", Kind=")
                        .append(kind.name())
                        .append(": ")
                        .append(wrong)
                        .append('\n');
            }
        }
        if (!text.isEmpty()) {
            warnings.add(new ExpressionWarning(path.toString(), text.toString()));
        }
    }

    private static @Nullable String wrong(ValidatingAdmissionPolicySpec spec, Kind<?> kind, String expression) {
        AdmissionCompiler compiler = AdmissionCompiler.typed(spec.paramKind() != null, kind);
        for (Variable variable : spec.variables()) {
            // One that does not compile is of unknown type; the policy itself is refused for it elsewhere.
            Program.of(variable.expression(), text -> compiler.variable(variable.name(), text));
        }
        try {
            compiler.any(expression);
            return null;
        } catch (CompileException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The kinds that rules name, in order. */
    private List<Kind<?>> about(ValidatingAdmissionPolicySpec spec) {
        Set<Kind<?>> found = new LinkedHashSet<>();
        if (spec.matchConstraints() != null) {
            for (NamedRuleWithOperations rule : spec.matchConstraints().resourceRules()) {
                add(rule, found);
            }
        }
        return found.stream()
                .sorted(Comparator.<Kind<?>, String>comparing(Kind::group)
                        .thenComparing(Kind::version)
                        .thenComparing(Kind::name))
                .toList();
    }

    private void add(NamedRuleWithOperations rule, Set<Kind<?>> found) {
        if (rule.apiGroups().contains("*") || rule.apiVersions().contains("*")) {
            return;
        }
        int count = 0;
        for (String group : rule.apiGroups()) {
            for (String version : rule.apiVersions()) {
                for (String resource : rule.resources()) {
                    boolean plain = resource.indexOf('*') < 0 && resource.indexOf('/') < 0;
                    Kind<?> kind = plain ? kinds.find(group, version, resource) : null;
                    if (kind != null && count < MAX_KINDS) {
                        found.add(kind);
                        count++;
                    }
                }
            }
        }
    }
}
