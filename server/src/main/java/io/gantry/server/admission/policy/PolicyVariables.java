package io.gantry.server.admission.policy;

import io.gantry.api.KubeObject;
import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.Namespace;
import io.gantry.server.cel.CelEnvironment.Variables;
import io.gantry.server.cel.CostBudget;
import io.gantry.server.cel.DynamicValues;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the expressions of a policy see beside the request: parameters, the namespace, its variables. For one thread. */
final class PolicyVariables implements Variables {
    private final RequestVariables request;
    private final Supplier<@Nullable Namespace> namespace;
    private final @Nullable KubeObject params;
    private final Object composed;
    private @Nullable Object namespaceValue;
    private @Nullable Object paramsValue;

    /** @param params null when the policy is evaluated without */
    PolicyVariables(
            RequestVariables request,
            Supplier<@Nullable Namespace> namespace,
            @Nullable KubeObject params,
            Composition composition,
            CostBudget budget) {
        this.request = request;
        this.namespace = namespace;
        this.params = params;
        this.composed = composition.values(this, budget);
    }

    @Override
    public @Nullable Object find(String name) {
        return switch (name) {
            case "params" -> {
                if (paramsValue == null) {
                    paramsValue = RequestVariables.value(params);
                }
                yield paramsValue;
            }
            case "namespaceObject" -> {
                if (namespaceValue == null) {
                    Namespace found = namespace.get();
                    namespaceValue = found == null ? DynamicValues.of(null) : DynamicValues.ofNamespace(Tree.of(found));
                }
                yield namespaceValue;
            }
            case "variables" -> composed;
            default -> request.find(name);
        };
    }

    /** What match conditions see: no namespace and no variables of the policy's own. */
    static Variables ofConditions(RequestVariables request, @Nullable KubeObject params) {
        return name -> name.equals("params") ? RequestVariables.value(params) : request.find(name);
    }
}
