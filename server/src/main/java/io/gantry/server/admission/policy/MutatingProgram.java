package io.gantry.server.admission.policy;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.admissionregistration.v1.ApplyConfiguration;
import io.gantry.api.admissionregistration.v1.JSONPatch;
import io.gantry.api.admissionregistration.v1.MutatingAdmissionPolicySpec;
import io.gantry.api.admissionregistration.v1.Mutation;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.StrictErrors;
import io.gantry.api.codec.Tree;
import io.gantry.api.defaults.Defaults;
import io.gantry.api.status.StatusException;
import io.gantry.server.admission.policy.Program.Failure;
import io.gantry.server.admission.policy.Program.OutOfBudget;
import io.gantry.server.cel.AdmissionCompiler;
import io.gantry.server.cel.CelEnvironment.Variables;
import io.gantry.server.cel.CostBudget;
import io.gantry.server.cel.PatchValues;
import io.gantry.server.patch.Configurations;
import io.gantry.server.patch.JsonPatch;
import io.gantry.server.schema.CustomVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A MutatingAdmissionPolicy, compiled. Immutable and thread-safe. */
final class MutatingProgram {
    /** One change: what its expression comes to is a JSON patch, or else a configuration to apply. */
    private record Change(Program program, boolean jsonPatch) {}

    private final @Nullable MatchConditions conditions;
    private final Composition composition;
    private final List<Change> changes;
    private final boolean ignoreFailures;
    private final boolean again;

    private MutatingProgram(
            @Nullable MatchConditions conditions,
            Composition composition,
            List<Change> changes,
            boolean ignoreFailures,
            boolean again) {
        this.conditions = conditions;
        this.composition = composition;
        this.changes = changes;
        this.ignoreFailures = ignoreFailures;
        this.again = again;
    }

    static MutatingProgram compile(MutatingAdmissionPolicySpec spec) {
        boolean params = spec.paramKind() != null;
        AdmissionCompiler compiler = AdmissionCompiler.ofMutations(params);
        Composition composition = Composition.compile(spec.variables(), compiler);
        List<Change> changes = new ArrayList<>();
        for (Mutation mutation : spec.mutations()) {
            JSONPatch patch = mutation.jsonPatch();
            ApplyConfiguration apply = mutation.applyConfiguration();
            boolean json = mutation.patchType().equals("JSONPatch");
            String text = json ? patch == null ? null : patch.expression() : apply == null ? null : apply.expression();
            changes.add(new Change(
                    Program.of(
                            text == null ? "" : text.strip(),
                            json ? compiler::jsonPatch : compiler::applyConfiguration),
                    json));
        }
        return new MutatingProgram(
                spec.matchConditions().isEmpty() ? null : MatchConditions.compile(spec.matchConditions(), params),
                composition,
                List.copyOf(changes),
                "Ignore".equals(spec.failurePolicy()),
                "IfNeeded".equals(spec.reinvocationPolicy()));
    }

    boolean ignoresFailures() {
        return ignoreFailures;
    }

    /** Whether the policy wishes to see what others change after it. */
    boolean again() {
        return again;
    }

    Composition composition() {
        return composition;
    }

    int changes() {
        return changes.size();
    }

    boolean wants(Variables conditionVariables) throws ConditionFailure {
        return conditions == null || conditions.hold(conditionVariables);
    }

    /**
     * The object after one of the changes; the same object when it changes nothing.
     *
     * @throws Failure when the change cannot be made
     * @throws StatusException when what it makes is no object of the kind
     */
    KubeObject change(int index, KubeObject object, Variables variables, CostBudget budget)
            throws Failure, OutOfBudget {
        Change change = changes.get(index);
        Object value = change.program().evaluate(variables, budget);
        try {
            KubeObject next = change.jsonPatch() ? patched(object, value) : applied(object, value);
            return next.equals(object) ? object : next;
        } catch (PatchValues.Mismatch e) {
            throw new Failure(String.valueOf(e.getMessage()));
        }
    }

    private static KubeObject applied(KubeObject object, Object value) throws Failure, PatchValues.Mismatch {
        Kind<?> kind = object.kind();
        Map<String, @Nullable Object> config = PatchValues.configuration(value);
        config.put("apiVersion", kind.apiVersion());
        config.put("kind", kind.name());
        try {
            Map<String, @Nullable Object> live = new LinkedHashMap<>(Tree.of(object));
            return decoded(
                    Configurations.apply(CustomVersion.schemaOf(kind), live, config), kind, DecodeOptions.LENIENT);
        } catch (Configurations.Refused e) {
            throw new Failure("error applying patch: " + e.getMessage());
        } catch (DecodeException e) {
            throw new Failure(
                    "error applying patch: failed to convert patch object to typed object: " + e.getMessage());
        } catch (StatusException e) {
            throw new Failure("error applying patch: failed to merge patch: "
                    + e.status().message()); // elements that cannot be told apart
        }
    }

    private static KubeObject patched(KubeObject object, Object value) throws Failure, PatchValues.Mismatch {
        Object tree;
        try {
            tree = JsonPatch.apply(Tree.of(object), PatchValues.operations(value));
        } catch (StatusException e) {
            if (e.getCause() instanceof JsonPatch.TestFailure) {
                return object; // a patch whose test fails is not applied, and nothing is wrong
            }
            Throwable cause = e.getCause();
            throw new Failure("JSON Patch: " + (cause == null ? e.status().message() : cause.getMessage()));
        }
        StrictErrors unknown = new StrictErrors();
        try {
            KubeObject next = decoded(Tree.object(tree), object.kind(), DecodeOptions.collecting(unknown));
            if (unknown.isEmpty()) {
                return next;
            }
            throw new DecodeException(unknown.message());
        } catch (DecodeException e) {
            throw StatusException.internal(String.valueOf(e.getMessage()), e);
        }
    }

    private static KubeObject decoded(Map<String, ?> tree, Kind<?> kind, DecodeOptions options) {
        return Defaults.apply((KubeObject) Tree.toObject(tree, kind, options));
    }
}
