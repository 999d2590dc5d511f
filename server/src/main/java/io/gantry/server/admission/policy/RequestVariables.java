package io.gantry.server.admission.policy;

import io.gantry.api.KubeObject;
import io.gantry.server.admission.AdmissionRequest;
import io.gantry.server.admission.RequestFields;
import io.gantry.server.cel.Authorizations;
import io.gantry.server.cel.CelEnvironment.Variables;
import io.gantry.server.cel.DynamicValues;
import io.gantry.server.request.Authorizer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What expressions see of a request; each value is made when the first of them looks at it. For one thread. */
public final class RequestVariables implements Variables {
    private final AdmissionRequest request;
    private final Authorizer authorizer;
    private final Map<String, Object> values = new HashMap<>();

    public RequestVariables(AdmissionRequest request, Authorizer authorizer) {
        this.request = request;
        this.authorizer = authorizer;
    }

    @Override
    public @Nullable Object find(String name) {
        Object value = values.get(name);
        if (value == null) {
            value = make(name);
            if (value != null) {
                values.put(name, value);
            }
        }
        return value;
    }

    private @Nullable Object make(String name) {
        return switch (name) {
            case "object" -> value(request.object());
            case "oldObject" -> value(request.old());
            case "request" -> DynamicValues.of(RequestFields.of(request));
            // As in Kubernetes, conditions see no namespace, and validations see it by PolicyVariables.
            case "namespaceObject" -> DynamicValues.of(null);
            case "authorizer" -> Authorizations.of(request.user(), authorizer);
            case "authorizer.requestResource" ->
                Authorizations.ofResource(
                        request.user(),
                        authorizer,
                        request.kind().group(),
                        request.kind().plural(),
                        request.subresource(),
                        request.namespace(),
                        request.name());
            default -> null;
        };
    }

    static Object value(@Nullable KubeObject object) {
        return DynamicValues.of(RequestFields.tree(object));
    }
}
