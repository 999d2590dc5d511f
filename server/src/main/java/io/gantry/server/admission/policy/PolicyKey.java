package io.gantry.server.admission.policy;

import io.gantry.api.KubeObject;

/** One state of what a policy wants; its status may differ. */
record PolicyKey(String uid, long generation) {
    static PolicyKey of(KubeObject policy) {
        Long generation = policy.metadata().generation();
        return new PolicyKey(policy.uid(), generation == null ? 0 : generation);
    }
}
