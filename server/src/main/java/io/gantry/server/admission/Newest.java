package io.gantry.server.admission;

import io.gantry.api.KubeObject;
import java.time.Instant;
import java.util.Comparator;

/** Which of several defaults counts: the one that was created last, of those of one second the first by name. */
final class Newest {
    static final Comparator<KubeObject> FIRST =
            Comparator.comparing(Newest::created).reversed().thenComparing(KubeObject::name);

    private Newest() {}

    private static Instant created(KubeObject object) {
        Instant created = object.metadata().creationTimestamp();
        return created == null ? Instant.EPOCH : created;
    }
}
