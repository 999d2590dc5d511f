package io.gantry.controllers.account;

import io.gantry.api.Kind;
import io.gantry.api.KubeObject;
import io.gantry.api.core.v1.Namespace;
import io.gantry.api.core.v1.NamespaceType;
import io.gantry.api.status.StatusException;
import io.gantry.client.Client;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Outcome;
import io.gantry.controllers.runtime.PodControl;
import org.jspecify.annotations.Nullable;

/** Keeps one object of a fixed name in every namespace that is not going away. */
final class InEachNamespace<T extends KubeObject> {
    /** What the object should be. */
    interface Wanted<T> {
        /** The object as it should be now; {@code before} itself when it is right. */
        T in(String namespace, @Nullable T before);
    }

    private final Client client;
    private final Kind<T> kind;
    private final String name;
    private final Wanted<T> wanted;
    private final Informer<Namespace> namespaces;
    private final Informer<T> objects;
    final Controller controller;

    InEachNamespace(Context context, String loopName, Kind<T> kind, String name, Wanted<T> wanted) {
        this.client = context.client();
        this.kind = kind;
        this.name = name;
        this.wanted = wanted;
        namespaces = context.informer(NamespaceType.KIND);
        objects = context.informer(kind);
        controller = context.controller(loopName, 1, this::reconcile);
        namespaces.addHandler((before, after) -> {
            if (after != null) {
                controller.enqueue(new ObjectKey("", after.name()));
            }
        });
        objects.addHandler((before, after) -> {
            T either = after != null ? after : before;
            if (either != null && either.name().equals(name)) {
                controller.enqueue(new ObjectKey("", either.namespace()));
            }
        });
    }

    private Outcome reconcile(ObjectKey key) {
        Namespace namespace = namespaces.reader().get("", key.name());
        if (namespace == null
                || namespace.metadata().deletionTimestamp() != null
                || "Terminating".equals(namespace.status().phase())) {
            return Outcome.DONE;
        }
        T before = objects.reader().get(key.name(), name);
        T after = wanted.in(key.name(), before);
        try {
            if (before == null) {
                client.create(kind, after, WriteOptions.DEFAULT);
            } else if (!after.equals(before)) {
                client.update(kind, after, WriteOptions.DEFAULT);
            }
        } catch (StatusException e) {
            if (!e.isAlreadyExists() && !e.isNotFound() && !PodControl.namespaceTerminating(e)) {
                throw e;
            }
        }
        return Outcome.DONE;
    }
}
