package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import io.gantry.api.autoscaling.v1.Scale;
import io.gantry.api.core.v1.Binding;
import io.gantry.api.core.v1.ObjectReferenceBuilder;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.server.admission.AdmissionRequest.Operation;
import io.gantry.server.registry.Scales;
import org.jspecify.annotations.Nullable;

/**
 * Requests about subresources as webhooks and policies see them. Here a scale and a binding are changes of the object itself;
 * Kubernetes shows the {@code Scale} before and after, and a {@code Binding} that is created. Pure.
 */
public final class SubresourceView {
    private SubresourceView() {}

    /** The request as it is shown; the same one when it is shown as it is. */
    public static AdmissionRequest of(AdmissionRequest request) {
        return switch (request.subresource()) {
            case "scale" -> with(request, request.operation(), scale(request.object()), scale(request.old()));
            case "binding" -> with(request, Operation.CREATE, binding(request.object()), null);
            default -> request;
        };
    }

    private static AdmissionRequest with(
            AdmissionRequest request, Operation operation, @Nullable KubeObject object, @Nullable KubeObject old) {
        return new AdmissionRequest(
                operation,
                request.kind(),
                request.subresource(),
                request.namespace(),
                request.name(),
                object,
                old,
                request.user(),
                request.dryRun());
    }

    private static @Nullable KubeObject scale(@Nullable KubeObject object) {
        return object == null ? null : Scales.of(object);
    }

    private static @Nullable KubeObject binding(@Nullable KubeObject object) {
        return object instanceof Pod pod
                ? new Binding(
                        ObjectMetaBuilder.of()
                                .name(pod.name())
                                .namespace(pod.namespace())
                                .build(),
                        ObjectReferenceBuilder.of()
                                .kind("Node")
                                .name(pod.spec().nodeName())
                                .build())
                : object;
    }

    /** The object after what it was shown as has changed: what the subresource stands for, and nothing else. */
    static KubeObject changed(KubeObject object, KubeObject shown) {
        return switch (shown) {
            case Scale scale -> Scales.with(object, scale);
            case Binding binding
            when object instanceof Pod pod ->
                new Pod(
                        pod.metadata(),
                        PodSpecBuilder.of(pod.spec())
                                .nodeName(binding.target().name())
                                .build(),
                        pod.status());
            default -> shown;
        };
    }
}
