package io.gantry.server.admission;

import io.gantry.api.KubeObject;

/** The part that mutating policies, or mutating webhooks, have in one request. For one thread. */
public interface MutationRound {
    /** What the object becomes; the same object when nothing changes. */
    KubeObject first(KubeObject object);

    /** The same for those that wish to see what others changed after them. Called once, if anything has changed. */
    KubeObject again(KubeObject object);
}
