package io.gantry.server.registry;

import io.gantry.api.KubeObject;

/**
 * Between the version that a client sees and the version that is stored. Pure; converting there and back keeps
 * everything that both versions can say.
 *
 * @param <S> the served version
 * @param <T> the stored version
 */
interface Conversion<S extends KubeObject, T extends KubeObject> {
    T toStored(S served);

    S toServed(T stored);
}
