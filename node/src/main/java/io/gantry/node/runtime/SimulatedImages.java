package io.gantry.node.runtime;

import io.gantry.base.Reason;
import io.gantry.node.runtime.RuntimeFailure.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The images of a {@link SimulatedRuntime}, present and in its registry. Thread safe; nothing here waits. */
final class SimulatedImages {
    /**
     * What a pull does: takes a time, then fails or not.
     *
     * @param wanted the credentials that the registry asks for; null when it asks for none
     */
    record Pull(Duration duration, @Nullable RuntimeFailure failure, PullRequest.@Nullable Auth wanted) {}

    private static final long SIZE_BYTES = 1 << 20;

    private final Map<String, ImageInfo> present = new LinkedHashMap<>();
    private final Map<String, Pull> registry = new LinkedHashMap<>();
    private final Map<String, SimulatedBehaviour> behaviours = new LinkedHashMap<>();
    private boolean any;

    synchronized ImageInfo add(String name) {
        return present.computeIfAbsent(name, SimulatedImages::info);
    }

    synchronized void behave(String name, SimulatedBehaviour behaviour) {
        behaviours.put(name, behaviour);
    }

    synchronized SimulatedBehaviour behaviour(String name) {
        var given = behaviours.get(name);
        if (given == null) {
            given = find(name)
                    .map(image -> behaviours.get(image.tags().getFirst()))
                    .orElse(null);
        }
        return given == null ? SimulatedBehaviour.SERVER : given;
    }

    synchronized void publish(String name, Pull pull) {
        registry.put(name, pull);
    }

    synchronized void publishAny() {
        any = true;
    }

    synchronized Pull pull(String name) {
        var pull = registry.get(name);
        if (pull != null) {
            return pull;
        }
        if (any) {
            return new Pull(Duration.ZERO, null, null);
        }
        throw new RuntimeFailure(
                Kind.NOT_FOUND, new Reason("ErrImagePull", "image \"" + name + "\": the registry has no such image"));
    }

    synchronized Optional<ImageInfo> find(String nameOrId) {
        var byName = present.get(nameOrId);
        return byName != null
                ? Optional.of(byName)
                : present.values().stream().filter(i -> i.id().equals(nameOrId)).findFirst();
    }

    synchronized List<ImageInfo> list() {
        return List.copyOf(present.values());
    }

    synchronized void remove(String nameOrId) {
        find(nameOrId).ifPresent(image -> present.values().removeIf(image::equals));
    }

    private static ImageInfo info(String name) {
        var hash = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return new ImageInfo("sha256:" + hash + hash, List.of(name), List.of(), SIZE_BYTES, null, "", false);
    }
}
