package io.gantry.node.agent;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.LocalObjectReference;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.SecretType;
import io.gantry.api.types.Bytes;
import io.gantry.base.Reason;
import io.gantry.client.Client;
import io.gantry.client.EventRecorder;
import io.gantry.node.runtime.ContainerRuntime;
import io.gantry.node.runtime.ImageInfo;
import io.gantry.node.runtime.PullRequest;
import io.gantry.node.runtime.RuntimeFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Sees to it that a container's image is present, by its pull policy and with its pod's credentials. Thread-safe. */
final class Images {
    /** As many pulls at once as keep a network busy without starving each other. */
    private static final int PULLS_AT_ONCE = 5;

    private final ContainerRuntime runtime;
    private final Client client;
    private final EventRecorder events;
    private final Semaphore pulls = new Semaphore(PULLS_AT_ONCE, true);

    Images(ContainerRuntime runtime, Client client, EventRecorder events) {
        this.runtime = runtime;
        this.client = client;
        this.events = events;
    }

    /**
     * The image to make the container from.
     *
     * @throws SpecProblem {@code ErrImagePull}, {@code ErrImageNeverPull}, {@code InvalidImageName}...: try again later
     */
    ImageInfo ensure(Pod pod, Container container, String fieldPath) throws SpecProblem, InterruptedException {
        String image = container.image() == null ? "" : container.image();
        String policy = container.imagePullPolicy() == null ? "IfNotPresent" : container.imagePullPolicy();
        Optional<ImageInfo> present;
        try {
            present = runtime.imageStatus(image);
        } catch (RuntimeFailure e) {
            throw problem(e, image);
        }
        if (policy.equals("Never") || (policy.equals("IfNotPresent") && present.isPresent())) {
            if (present.isEmpty()) {
                throw new SpecProblem(
                        "ErrImageNeverPull",
                        "Container image \"" + image + "\" is not present with pull policy of Never");
            }
            events.event(
                    pod,
                    fieldPath,
                    false,
                    new Reason("Pulled", "Container image \"" + image + "\" already present on machine"));
            return present.get();
        }
        events.event(pod, fieldPath, false, new Reason("Pulling", "Pulling image \"" + image + "\""));
        try {
            pull(pod, image);
        } catch (RuntimeFailure e) {
            // An image of that name that was imported here, and that no registry knows, is as good as it gets.
            if (present.isPresent() && imported(present.get())) {
                events.event(
                        pod,
                        fieldPath,
                        false,
                        new Reason(
                                "Pulled",
                                "Container image \"" + image
                                        + "\" was imported on this machine and its registry did not"
                                        + " give another"));
                return present.get();
            }
            throw problem(e, image);
        }
        ImageInfo pulled = runtime.imageStatus(image)
                .orElseThrow(() ->
                        new SpecProblem("ErrImagePull", "image \"" + image + "\" was pulled but cannot be found"));
        events.event(pod, fieldPath, false, new Reason("Pulled", "Successfully pulled image \"" + image + "\""));
        return pulled;
    }

    /** No registry gave it: it has no digest under a registry's name. */
    private static boolean imported(ImageInfo image) {
        return image.digests().isEmpty();
    }

    private static SpecProblem problem(RuntimeFailure failure, String image) {
        Reason reason = failure.reason();
        String code = reason.code().equals("FailedToPull") ? "ErrImagePull" : reason.code();
        return new SpecProblem(code, "failed to pull and unpack image \"" + image + "\": " + reason.message(), failure);
    }

    /** Tries each of the pod's credentials, then none. */
    private void pull(Pod pod, String image) throws InterruptedException {
        List<PullRequest.@Nullable Auth> candidates = new ArrayList<>();
        for (LocalObjectReference reference : pod.spec().imagePullSecrets()) {
            if (reference.name() != null) {
                client.find(SecretType.KIND, pod.namespace(), reference.name()).ifPresent(secret -> {
                    Bytes config = secret.data().get(".dockerconfigjson");
                    if (config != null) {
                        candidates.addAll(RegistryCredentials.find(config.shared(), image));
                    }
                });
            }
        }
        candidates.add(null);
        pulls.acquire();
        try {
            RuntimeFailure last = null;
            for (PullRequest.Auth auth : candidates) {
                try {
                    runtime.pullImage(new PullRequest(image, auth));
                    return;
                } catch (RuntimeFailure e) {
                    if (last != null) {
                        e.addSuppressed(last);
                    }
                    last = e;
                }
            }
            if (last != null) {
                throw last;
            }
        } finally {
            pulls.release();
        }
    }
}
