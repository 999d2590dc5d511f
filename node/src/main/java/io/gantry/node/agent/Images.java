package io.gantry.node.agent;

import io.gantry.api.core.v1.Container;
import io.gantry.api.core.v1.LocalObjectReference;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.Secret;
import io.gantry.api.core.v1.SecretType;
import io.gantry.base.Reason;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.client.EventRecorder;
import io.gantry.node.image.ImageName;
import io.gantry.node.runtime.ContainerRuntime;
import io.gantry.node.runtime.ImageInfo;
import io.gantry.node.runtime.PullRequest;
import io.gantry.node.runtime.RuntimeFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Sees to it that a container's image is present, by its pull policy and with its pod's credentials. Thread-safe. */
final class Images {
    /** As many pulls at once as keep a network busy without starving each other. */
    private static final int PULLS_AT_ONCE = 5;

    private final ContainerRuntime runtime;
    private final Client client;
    private final EventRecorder events;
    private final Time time;
    private final PulledImages known;
    private final Semaphore pulls = new Semaphore(PULLS_AT_ONCE, true);
    private final PullBackoff backoff = new PullBackoff();

    Images(ContainerRuntime runtime, Client client, EventRecorder events, Time time, PulledImages known) {
        this.runtime = runtime;
        this.client = client;
        this.events = events;
        this.time = time;
        this.known = known;
    }

    /**
     * The image to make the container from.
     *
     * @throws SpecProblem {@code ErrImagePull}, {@code ImagePullBackOff}, {@code ErrImageNeverPull}, {@code
     *     InvalidImageName}: try again soon; this class sees to it that registries are not pressed
     */
    ImageInfo ensure(Pod pod, Container container, String fieldPath) throws SpecProblem, InterruptedException {
        String image = container.image() == null ? "" : container.image();
        String policy = container.imagePullPolicy() == null ? "IfNotPresent" : container.imagePullPolicy();
        String wrong = ImageName.problem(image);
        if (wrong != null) {
            String message = "Failed to apply default image tag \"" + image + "\": couldn't parse image name \"" + image
                    + "\": " + wrong;
            events.event(pod, fieldPath, true, new Reason("InspectFailed", message));
            throw new SpecProblem("InvalidImageName", message);
        }
        Optional<ImageInfo> present;
        try {
            present = runtime.imageStatus(image);
        } catch (RuntimeFailure e) {
            String message =
                    "Failed to inspect image \"" + image + "\": " + e.reason().message();
            events.event(pod, fieldPath, true, new Reason("InspectFailed", message));
            throw new SpecProblem("ImageInspectError", message, e);
        }
        if (policy.equals("Always")) {
            return pulled(pod, image, fieldPath, present, credentials(pod, image));
        }
        if (present.isEmpty()) {
            if (policy.equals("Never")) {
                throw neverPulled(
                        pod, fieldPath, "Container image \"" + image + "\" is not present with pull policy of Never");
            }
            return pulled(pod, image, fieldPath, present, credentials(pod, image));
        }
        Set<String> wanted = known.credentialsFor(image, present.get());
        if (wanted != null) {
            List<PullRequest.@Nullable Auth> candidates = credentials(pod, image);
            if (candidates.stream().noneMatch(auth -> auth != null && wanted.contains(PulledImages.hash(auth)))) {
                if (policy.equals("Never")) {
                    throw neverPulled(
                            pod,
                            fieldPath,
                            "Container image \"" + image
                                    + "\" is present, but its registry gave it for credentials that"
                                    + " this pod does not have (imagePullSecrets), and its pull policy of Never lets"
                                    + " nobody ask again");
                }
                return pulled(pod, image, fieldPath, Optional.empty(), candidates);
            }
        }
        backoff.succeeded(pod.uid(), image);
        events.event(
                pod,
                fieldPath,
                false,
                new Reason(
                        "Pulled",
                        "Container image \"" + image + "\" already present on machine and can be accessed by the pod"));
        return present.get();
    }

    private SpecProblem neverPulled(Pod pod, String fieldPath, String message) {
        events.event(pod, fieldPath, true, new Reason("ErrImageNeverPull", message));
        return new SpecProblem("ErrImageNeverPull", message);
    }

    /** @param present what may serve if the registry gives nothing */
    private ImageInfo pulled(
            Pod pod,
            String image,
            String fieldPath,
            Optional<ImageInfo> present,
            List<PullRequest.@Nullable Auth> candidates)
            throws SpecProblem, InterruptedException {
        String last = backoff.holdsBack(pod.uid(), image, time.now());
        if (last != null) {
            String message = "Back-off pulling image \"" + image + "\"";
            events.event(pod, fieldPath, false, new Reason("BackOff", message));
            throw new SpecProblem("ImagePullBackOff", message + ": ErrImagePull: " + last);
        }
        events.event(pod, fieldPath, false, new Reason("Pulling", "Pulling image \"" + image + "\""));
        Instant asked = time.now();
        Pulled done;
        try {
            done = pull(image, present, candidates);
        } catch (IOException e) {
            String message = "who may use image \"" + image + "\" cannot be written down: " + e.getMessage();
            events.event(pod, fieldPath, true, new Reason("Failed", message));
            backoff.failed(pod.uid(), image, message, time.now());
            throw new SpecProblem("ErrImagePull", message, e);
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
            String message = e.reason().message();
            events.event(
                    pod, fieldPath, true, new Reason("Failed", "Failed to pull image \"" + image + "\": " + message));
            backoff.failed(pod.uid(), image, message, time.now());
            throw new SpecProblem("ErrImagePull", message, e);
        }
        backoff.succeeded(pod.uid(), image);
        events.event(
                pod,
                fieldPath,
                false,
                new Reason(
                        "Pulled",
                        "Successfully pulled image \"" + image + "\" in " + span(done.begun(), done.ended()) + " ("
                                + span(asked, done.ended()) + " including waiting). Image size: "
                                + done.image().sizeBytes() + " bytes."));
        return done.image();
    }

    /** To the millisecond, as Go writes a duration. */
    private static String span(Instant from, Instant to) {
        long millis = Duration.between(from, to).toMillis();
        if (millis < 1000) {
            return millis + "ms";
        }
        String seconds = (millis / 1000 % 60) + (millis % 1000 == 0 ? "" : "." + "%03d".formatted(millis % 1000));
        return (millis < 60_000 ? "" : millis / 60_000 + "m") + seconds + "s";
    }

    /** The pod is gone. */
    void forget(String podUid) {
        backoff.forget(podUid);
    }

    /** No registry gave it: it has no digest under a registry's name. */
    private static boolean imported(ImageInfo image) {
        return image.digests().isEmpty();
    }

    /** Each of the pod's credentials for the image's registry, then none. */
    private List<PullRequest.@Nullable Auth> credentials(Pod pod, String image) {
        List<PullRequest.@Nullable Auth> candidates = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (LocalObjectReference reference : pod.spec().imagePullSecrets()) {
            if (reference.name() == null || reference.name().isEmpty()) {
                continue;
            }
            Optional<Secret> secret = client.find(SecretType.KIND, pod.namespace(), reference.name());
            if (secret.isPresent()) {
                candidates.addAll(RegistryCredentials.find(secret.get(), image));
            } else {
                missing.add(reference.name());
            }
        }
        if (!missing.isEmpty()) {
            events.warning(
                    pod,
                    new Reason(
                            "FailedToRetrieveImagePullSecret",
                            "Unable to retrieve some image pull secrets (" + String.join(", ", missing)
                                    + "); attempting to pull the image may not succeed."));
        }
        candidates.add(null);
        return candidates;
    }

    /** @param begun when the pull's turn had come */
    private record Pulled(ImageInfo image, Instant begun, Instant ended) {}

    /** Tries each of the credentials. */
    private Pulled pull(String image, Optional<ImageInfo> present, List<PullRequest.@Nullable Auth> candidates)
            throws IOException, SpecProblem, InterruptedException {
        pulls.acquire();
        try {
            Instant begun = time.now();
            known.begin(image, present);
            RuntimeFailure last = null;
            for (PullRequest.Auth auth : candidates) {
                ImageInfo pulled;
                try {
                    pulled = pull(image, auth);
                } catch (RuntimeFailure e) {
                    if (last != null) {
                        e.addSuppressed(last);
                    }
                    last = e;
                    continue;
                } catch (SpecProblem | InterruptedException e) {
                    known.abandoned(image);
                    throw e;
                }
                known.succeeded(image, pulled.id(), auth);
                return new Pulled(pulled, begun, time.now());
            }
            known.failed(image);
            throw Objects.requireNonNull(last, "somebody is always asked");
        } finally {
            pulls.release();
        }
    }

    private ImageInfo pull(String image, PullRequest.@Nullable Auth auth) throws SpecProblem, InterruptedException {
        runtime.pullImage(new PullRequest(image, auth));
        return runtime.imageStatus(image)
                .orElseThrow(() ->
                        new SpecProblem("ErrImagePull", "image \"" + image + "\" was pulled but cannot be found"));
    }
}
