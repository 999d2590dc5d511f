package io.gantry.controllers.account;

import io.gantry.api.core.v1.ServiceAccountBuilder;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Loop;

/** Keeps a ServiceAccount {@code default} in every namespace. */
public final class ServiceAccountLoop {
    private ServiceAccountLoop() {}

    public static Loop create(Context context) {
        return new InEachNamespace<>(
                        context,
                        "serviceaccount-controller",
                        ServiceAccountType.KIND,
                        "default",
                        (namespace, before) -> before != null
                                ? before
                                : ServiceAccountBuilder.of()
                                        .metadata(ObjectMetaBuilder.of()
                                                .namespace(namespace)
                                                .name("default")
                                                .build())
                                        .build())
                .controller;
    }
}
