package io.gantry.server.cel;

import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import io.gantry.api.Kind;
import io.gantry.server.cel.CelEnvironment.CompileException;
import io.gantry.server.cel.CelEnvironment.Expression;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the expressions of one webhook or policy, with the variables that Kubernetes gives them: {@code object}, {@code
 * oldObject}, {@code request}, {@code namespaceObject}, {@code params} if there are any, {@code authorizer}, and under {@code
 * variables} the policy's own. The messages of failures are Kubernetes'. Not thread-safe.
 */
public final class AdmissionCompiler {
    private static final Map<List<Boolean>, CelEnvironment> PLAIN = new ConcurrentHashMap<>();

    private final boolean params;
    private final boolean patches;
    private final CelType object;
    private final Map<String, CelType> types;
    private final Map<String, CelType> variables = new LinkedHashMap<>();
    private final Map<Boolean, CelEnvironment> composed = new HashMap<>();

    /** @param params whether there is a variable {@code params} */
    public AdmissionCompiler(boolean params) {
        this(params, false, SimpleType.DYN, Map.of());
    }

    private AdmissionCompiler(boolean params, boolean patches, CelType object, Map<String, CelType> types) {
        this.params = params;
        this.patches = patches;
        this.object = object;
        this.types = types;
    }

    /** A compiler for which {@code object} and {@code oldObject} have the type of a kind: to check, not to evaluate. */
    public static AdmissionCompiler typed(boolean params, Kind<?> kind) {
        KindTypes kinds = new KindTypes();
        return new AdmissionCompiler(params, false, kinds.of(kind), kinds.named());
    }

    /** A compiler of expressions that may make patches. */
    public static AdmissionCompiler ofMutations(boolean params) {
        return new AdmissionCompiler(params, true, SimpleType.DYN, Map.of());
    }

    /** An expression for what an object shall have: {@code Object{...}}. */
    public Expression applyConfiguration(String text) throws CompileException {
        return typed(text, true, "Object");
    }

    /** An expression for a list of operations: {@code [JSONPatch{...}]}. */
    public Expression jsonPatch(String text) throws CompileException {
        return typed(text, true, "list(JSONPatch)");
    }

    /** An expression of any type; the message of a failure is the compiler's own. */
    public Expression any(String text) throws CompileException {
        return environment(text, true).compile(text);
    }

    /** An expression that says yes or no. */
    public Expression condition(String text) throws CompileException {
        return typed(text, true, "bool");
    }

    /** An expression for a message; it has no authorizer. */
    public Expression message(String text) throws CompileException {
        return typed(text, false, "string");
    }

    /** An expression for the value of an annotation: a text, or null for none. */
    public Expression annotation(String text) throws CompileException {
        return typed(text, true, "string", "null_type");
    }

    /** The expression of a variable; those that are compiled after it see it, of unknown type if it does not compile. */
    public Expression variable(String name, String text) throws CompileException {
        CelType type = SimpleType.DYN;
        try {
            Expression expression = compile(text, true);
            type = expression.type();
            return expression;
        } finally {
            variables.put(name, type);
            composed.clear();
        }
    }

    private Expression typed(String text, boolean authorizer, String... types) throws CompileException {
        Expression expression = compile(text, authorizer);
        String type = TypeNames.of(expression.type());
        if (!List.of(types).contains(type)) {
            String wanted = types.length == 1 ? types[0] : "one of [" + String.join(" ", types) + "]";
            String message = "must evaluate to " + wanted + " but got " + type;
            throw new CompileException(message, new IllegalArgumentException(type));
        }
        return expression;
    }

    private Expression compile(String text, boolean authorizer) throws CompileException {
        try {
            return environment(text, authorizer).compile(text);
        } catch (CompileException e) {
            throw new CompileException("compilation failed: " + e.getMessage(), e);
        }
    }

    private CelEnvironment environment(String text, boolean authorizer) {
        if (patches) {
            return make(authorizer, new PatchTypes(text));
        }
        return variables.isEmpty() && types.isEmpty()
                ? PLAIN.computeIfAbsent(List.of(params, authorizer), key -> make(authorizer, null))
                : composed.computeIfAbsent(authorizer, key -> make(key, null));
    }

    private CelEnvironment make(boolean authorizer, @Nullable PatchTypes patchTypes) {
        Map<String, CelType> declared = new LinkedHashMap<>();
        Map<String, CelType> all = new LinkedHashMap<>(AdmissionTypes.all());
        all.putAll(types);
        declared.put("object", object);
        declared.put("oldObject", object);
        declared.put("request", AdmissionTypes.REQUEST);
        declared.put("namespaceObject", AdmissionTypes.NAMESPACE);
        if (params) {
            declared.put("params", SimpleType.DYN);
        }
        if (authorizer) {
            declared.put("authorizer", AuthorizerLibrary.AUTHORIZER);
            declared.put("authorizer.requestResource", AuthorizerLibrary.RESOURCE_CHECK);
        }
        if (!variables.isEmpty()) {
            CelType own = AdmissionTypes.struct("kubernetes.variables", ImmutableMap.copyOf(variables));
            declared.put("variables", own);
            all.put(own.name(), own);
        }
        return patchTypes == null
                ? CelEnvironment.with(declared, all)
                : CelEnvironment.withPatches(declared, all, patchTypes);
    }
}
