package io.gantry.client.testing;

import io.gantry.api.Kind;
import io.gantry.api.authentication.v1.TokenRequest;
import io.gantry.api.authentication.v1.TokenRequestBuilder;
import io.gantry.api.authentication.v1.TokenRequestStatus;
import io.gantry.api.core.v1.Binding;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodCondition;
import io.gantry.api.core.v1.PodConditionBuilder;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodStatusBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.api.meta.v1.DeleteOptions;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.policy.v1.Eviction;
import io.gantry.api.status.StatusException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is posted to a pod or a service account. */
final class Subresources {
    private Subresources() {}

    /** Most answers are a Status, hence {@code null}. */
    @SuppressWarnings("unchecked") // the answer to a TokenRequest is one
    static <O> @Nullable O post(
            MemoryClient client, Kind<?> parent, String namespace, String name, String subresource, Object body) {
        switch (body) {
            case Binding binding when subresource.equals("binding") -> bind(client, namespace, name, binding);
            case Eviction eviction
            when subresource.equals("eviction") -> {
                client.check("eviction", PodType.KIND, client.get(PodType.KIND, namespace, name));
                DeleteOptions options = eviction.deleteOptions();
                client.delete(
                        PodType.KIND,
                        namespace,
                        name,
                        options == null ? DeleteOptionsBuilder.of().build() : options);
            }
            case TokenRequest request
            when subresource.equals("token") -> {
                client.check("token", parent, client.get(ServiceAccountType.KIND, namespace, name));
                return (O) issue(client, request);
            }
            default ->
                throw StatusException.methodNotSupported(parent.group(), parent.plural() + "/" + subresource, "create");
        }
        return null;
    }

    private static TokenRequest issue(MemoryClient client, TokenRequest request) {
        Long seconds = request.spec().expirationSeconds();
        return TokenRequestBuilder.of(request)
                .status(new TokenRequestStatus(
                        "token of " + client.time().now(),
                        client.time().now().plusSeconds(seconds == null ? 3600 : seconds)))
                .build();
    }

    private static void bind(MemoryClient client, String namespace, String name, Binding binding) {
        Pod pod = client.get(PodType.KIND, namespace, name);
        client.check("binding", PodType.KIND, pod);
        String uid = binding.metadata().uid();
        String node = pod.spec().nodeName();
        if (uid != null && !uid.isEmpty() && !uid.equals(pod.uid())) {
            throw StatusException.conflict("", "pods/binding", name, "the pod is another one");
        }
        if (pod.metadata().deletionTimestamp() != null) {
            throw StatusException.conflict(
                    "", "pods/binding", name, "pod " + name + " is being deleted, cannot be assigned to a host");
        }
        if (node != null && !node.isEmpty()) {
            throw StatusException.conflict(
                    "", "pods/binding", name, "pod " + name + " is already assigned to node \"" + node + "\"");
        }
        List<PodCondition> conditions = new ArrayList<>(pod.status().conditions());
        conditions.removeIf(condition -> condition.type().equals("PodScheduled"));
        conditions.add(PodConditionBuilder.of()
                .type("PodScheduled")
                .status("True")
                .lastTransitionTime(client.time().now().truncatedTo(ChronoUnit.SECONDS))
                .build());
        client.overwrite(
                PodType.KIND,
                new Pod(
                        pod.metadata(),
                        PodSpecBuilder.of(pod.spec())
                                .nodeName(binding.target().name())
                                .build(),
                        PodStatusBuilder.of(pod.status()).conditions(conditions).build()));
    }
}
