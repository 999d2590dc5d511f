package io.gantry.api.validation;

import io.gantry.api.admissionregistration.v1.AuditAnnotation;
import io.gantry.api.admissionregistration.v1.MatchCondition;
import io.gantry.api.admissionregistration.v1.MatchResources;
import io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicy;
import io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicyBinding;
import io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicySpec;
import io.gantry.api.admissionregistration.v1.Mutation;
import io.gantry.api.admissionregistration.v1.NamedRuleWithOperations;
import io.gantry.api.admissionregistration.v1.ParamKind;
import io.gantry.api.admissionregistration.v1.ParamRef;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.gantry.api.admissionregistration.v1.ValidatingAdmissionPolicySpec;
import io.gantry.api.admissionregistration.v1.Validation;
import io.gantry.api.names.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Admission policies and their bindings. Whether expressions compile is asked where they are evaluated. */
final class PolicyRules {
    private static final FieldPath CONSTRAINTS = FieldPath.SPEC.child("matchConstraints");
    private static final List<String> MUTABLE = List.of("*", "CONNECT", "CREATE", "UPDATE");
    private static final List<String> ACTIONS = List.of("Audit", "Deny", "Warn");
    private static final int MAX_ANNOTATIONS = 20;

    /** Bytes of an annotation's expression; Kubernetes has the same limit. */
    private static final int MAX_EXPRESSION = 5 * 1024;

    private PolicyRules() {}

    // ---- policies

    /** A policy's conditions and the parameters that they see; they are not looked at again while neither changes. */
    private record Conditions(@Nullable ParamKind params, List<MatchCondition> list) {
        static Conditions of(ValidatingAdmissionPolicySpec spec) {
            return new Conditions(spec.paramKind(), spec.matchConditions());
        }

        static Conditions of(MutatingAdmissionPolicySpec spec) {
            return new Conditions(spec.paramKind(), spec.matchConditions());
        }
    }

    static void validating(ValidatingAdmissionPolicy policy, FieldErrors errors) {
        validating(policy, null, errors);
    }

    static void validatingUpdate(ValidatingAdmissionPolicy updated, ValidatingAdmissionPolicy old, FieldErrors errors) {
        validating(updated, Conditions.of(old.spec()), errors);
    }

    private static void validating(ValidatingAdmissionPolicy policy, @Nullable Conditions before, FieldErrors errors) {
        ValidatingAdmissionPolicySpec spec = policy.spec();
        constraints(spec.matchConstraints(), errors);
        conditions(Conditions.of(spec), before, errors);
        if (spec.validations().isEmpty() && spec.auditAnnotations().isEmpty()) {
            String one = "validations or auditAnnotations must contain at least one item";
            errors.required(FieldPath.SPEC.child("validations"), one);
            errors.required(FieldPath.SPEC.child("auditAnnotations"), one);
        }
        annotations(spec.auditAnnotations(), policy.metadata().name(), errors);
    }

    static void check(Validation validation, FieldPath path, FieldErrors errors) {
        String expression = validation.messageExpression();
        if (expression != null && !expression.isEmpty() && expression.isBlank()) {
            errors.invalid(path.child("messageExpression"), expression, "must be non-empty if specified");
        }
        message(validation.message(), path.child("message"), errors);
    }

    private static void message(@Nullable String message, FieldPath path, FieldErrors errors) {
        if (message == null || message.isEmpty()) {
            return;
        }
        String trimmed = message.strip();
        if (trimmed.isEmpty()) {
            errors.invalid(path, message, "message must be non-empty if specified");
        } else if (trimmed.indexOf('\n') >= 0 || trimmed.indexOf('\r') >= 0) {
            errors.invalid(path, message, "message must not contain line breaks");
        }
    }

    private static void annotations(List<AuditAnnotation> annotations, @Nullable String policy, FieldErrors errors) {
        FieldPath path = FieldPath.SPEC.child("auditAnnotations");
        if (annotations.size() > MAX_ANNOTATIONS) {
            errors.invalid(path, null, "must not have more than " + MAX_ANNOTATIONS + " auditAnnotations");
        }
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < annotations.size(); i++) {
            AuditAnnotation annotation = annotations.get(i);
            FieldPath at = path.index(i);
            String key = policy + "/" + annotation.key();
            errors.invalid(at.child("key"), key, Names.qualifiedName(key));
            String value = annotation.valueExpression().strip();
            if (value.isEmpty()) {
                errors.required(at.child("valueExpression"), "valueExpression is not specified");
            } else if (value.length() > MAX_EXPRESSION) {
                errors.required(at.child("valueExpression"), "must not exceed " + MAX_EXPRESSION + " bytes in length");
            }
            if (!keys.add(annotation.key())) {
                errors.duplicate(at.child("key"), annotation.key());
            }
        }
    }

    static void mutating(MutatingAdmissionPolicy policy, FieldErrors errors) {
        mutating(policy, null, errors);
    }

    static void mutatingUpdate(MutatingAdmissionPolicy updated, MutatingAdmissionPolicy old, FieldErrors errors) {
        mutating(updated, Conditions.of(old.spec()), errors);
    }

    private static void mutating(MutatingAdmissionPolicy policy, @Nullable Conditions before, FieldErrors errors) {
        MutatingAdmissionPolicySpec spec = policy.spec();
        constraints(spec.matchConstraints(), errors);
        if (spec.matchConstraints() != null) {
            for (NamedRuleWithOperations rule : spec.matchConstraints().resourceRules()) {
                rule.operations().stream()
                        .filter(operation -> !MUTABLE.contains(operation))
                        .forEach(operation -> errors.notSupported(
                                CONSTRAINTS.child("resourceRules").child("operations"), operation, MUTABLE));
            }
        }
        conditions(Conditions.of(spec), before, errors);
    }

    static void check(Mutation mutation, FieldPath path, FieldErrors errors) {
        var apply = mutation.applyConfiguration();
        var patch = mutation.jsonPatch();
        switch (mutation.patchType()) {
            case "JSONPatch" ->
                member(
                        patch != null,
                        patch == null ? null : patch.expression(),
                        apply != null,
                        "jsonPatch",
                        "applyConfiguration",
                        "JSONPatch",
                        path,
                        errors);
            case "ApplyConfiguration" ->
                member(
                        apply != null,
                        apply == null ? null : apply.expression(),
                        patch != null,
                        "applyConfiguration",
                        "jsonPatch",
                        "ApplyConfiguration",
                        path,
                        errors);
            default -> {} // refused as no type of a patch
        }
    }

    private static void member(
            boolean given,
            @Nullable String expression,
            boolean other,
            String name,
            String otherName,
            String type,
            FieldPath path,
            FieldErrors errors) {
        if (!given) {
            errors.required(path.child(name), "must be specified when patchType is " + type);
        } else if (expression == null || expression.isBlank()) {
            errors.required(path.child(name).child("expression"), "expression is not specified");
        }
        if (other) {
            errors.invalid(
                    path.child(otherName), "{" + otherName + "}", "must not be specified when patchType is " + type);
        }
    }

    private static void conditions(Conditions next, @Nullable Conditions before, FieldErrors errors) {
        if (!next.equals(before)) {
            OperationRules.conditions(next.list(), FieldPath.SPEC.child("matchConditions"), errors);
        }
    }

    static void check(ParamKind kind, FieldPath path, FieldErrors errors) {
        if (kind.apiVersion() != null && !kind.apiVersion().isEmpty()) {
            apiVersion(kind.apiVersion(), path.child("apiVersion"), errors);
        }
        String name = kind.kind() == null ? "" : kind.kind();
        List<String> wrong = Names.dns1035Label(name.toLowerCase(Locale.ROOT));
        if (!name.isEmpty() && !wrong.isEmpty()) {
            errors.invalid(
                    path.child("kind"),
                    name,
                    "may have mixed case, but should otherwise match: " + String.join(",", wrong));
        }
    }

    private static void apiVersion(String text, FieldPath path, FieldErrors errors) {
        String[] parts = text.equals("/") ? new String[] {"", ""} : text.split("/", -1);
        if (parts.length > 2) {
            errors.invalid(path, text, "unexpected GroupVersion string: " + text);
            return;
        }
        String group = parts.length == 2 ? parts[0] : "";
        String version = parts[parts.length - 1];
        List<String> wrong = group.isEmpty() ? List.of() : Names.dns1123Subdomain(group);
        if (!wrong.isEmpty()) {
            errors.invalid(path, group, String.join(",", wrong));
        }
        if (version.isEmpty()) {
            errors.invalid(path, text, "version must be specified");
        } else if (!Names.dns1035Label(version).isEmpty()) {
            errors.invalid(path, version, String.join(",", Names.dns1035Label(version)));
        }
    }

    private static void constraints(@Nullable MatchResources match, FieldErrors errors) {
        if (match != null && match.resourceRules().isEmpty()) {
            errors.required(CONSTRAINTS.child("resourceRules"), "");
        }
    }

    // ---- bindings

    static void validatingBinding(ValidatingAdmissionPolicyBinding binding, FieldErrors errors) {
        var spec = binding.spec();
        misspelt(spec.matchResources(), errors);
        FieldPath path = FieldPath.SPEC.child("validationActions");
        Set<String> actions = new HashSet<>();
        for (int i = 0; i < spec.validationActions().size(); i++) {
            String action = spec.validationActions().get(i);
            errors.optionalOneOf(path.index(i), action, ACTIONS);
            if (!actions.add(action)) {
                errors.duplicate(path.index(i), action);
            }
        }
        if (actions.contains("Deny") && actions.contains("Warn")) {
            errors.invalid(
                    path,
                    spec.validationActions(),
                    "must not contain both Deny and Warn (repeating the same validation failure information in the API"
                            + " response and headers serves no purpose)");
        }
        if (actions.isEmpty()) {
            errors.required(path, "at least one validation action is required");
        }
    }

    static void mutatingBinding(MutatingAdmissionPolicyBinding binding, FieldErrors errors) {
        var spec = binding.spec();
        misspelt(spec.matchResources(), errors);
    }

    /** Kubernetes' texts spell the name of this field in a way of their own. */
    private static void misspelt(@Nullable MatchResources match, FieldErrors errors) {
        if (match != null) {
            AdmissionregistrationV1MatchResourcesChecks.check(match, FieldPath.SPEC.child("matchResouces"), errors);
        }
    }

    static void check(ParamRef params, FieldPath path, FieldErrors errors) {
        String name = params.name() == null ? "" : params.name();
        boolean both = !name.isEmpty() && params.selector() != null;
        if (both) {
            errors.forbidden(path.child("name"), "name and selector are mutually exclusive");
            errors.forbidden(path.child("selector"), "name and selector are mutually exclusive");
        }
        if (name.isEmpty() && params.selector() == null) {
            errors.required(path, "one of name or selector must be specified");
        }
    }
}
