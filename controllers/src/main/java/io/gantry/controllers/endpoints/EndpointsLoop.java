package io.gantry.controllers.endpoints;

import io.gantry.api.core.v1.EndpointSubset;
import io.gantry.api.core.v1.Endpoints;
import io.gantry.api.core.v1.EndpointsBuilder;
import io.gantry.api.core.v1.EndpointsType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.Service;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.client.Client;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Loop;
import io.gantry.controllers.runtime.Outcome;
import io.gantry.controllers.runtime.PodControl;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps the Endpoints object, the older form of EndpointSlices, of every Service that selects pods. */
public final class EndpointsLoop {
    private static final String NAME = "endpoint-controller";
    private static final String MANAGED_BY = "endpoints.kubernetes.io/managed-by";
    private static final String OVER_CAPACITY = "endpoints.kubernetes.io/over-capacity";
    private static final int WORKERS = 5;

    private final Client client;
    private final ServiceWatch watch;
    private final Informer<Endpoints> endpoints;
    private final Controller controller;

    private EndpointsLoop(Context context) {
        client = context.client();
        watch = new ServiceWatch(context);
        endpoints = context.informer(EndpointsType.KIND);
        controller = context.controller(NAME, WORKERS, this::reconcile);
        watch.feed(controller);
        endpoints.addHandler(this::changed);
    }

    public static Loop create(Context context) {
        return new EndpointsLoop(context).controller;
    }

    /** Somebody else may have changed or deleted them; and at a start, the Service of some may be gone. */
    private void changed(@Nullable Endpoints before, @Nullable Endpoints after) {
        Endpoints either = after != null ? after : before;
        if (either != null && (after == null || ours(after))) {
            controller.enqueue(either);
        }
    }

    private static boolean ours(Endpoints endpoints) {
        return NAME.equals(endpoints.metadata().labels().get(MANAGED_BY));
    }

    private Outcome reconcile(ObjectKey key) {
        Service service = watch.service(key.namespace(), key.name());
        Endpoints before = endpoints.reader().get(key.namespace(), key.name());
        if (service == null) {
            if (before != null && ours(before)) {
                delete(key);
            }
            return Outcome.DONE;
        }
        if (!Backends.selecting(service) || service.metadata().deletionTimestamp() != null) {
            return Outcome.DONE;
        }
        Endpoints after = wanted(service, watch.pods(service), before);
        if (before != null
                && before.subsets().equals(after.subsets())
                && before.metadata().labels().equals(after.metadata().labels())
                && before.metadata().annotations().equals(after.metadata().annotations())) {
            return Outcome.DONE;
        }
        try {
            if (before == null) {
                client.create(EndpointsType.KIND, after, WriteOptions.DEFAULT);
            } else {
                client.update(EndpointsType.KIND, after, WriteOptions.DEFAULT);
            }
        } catch (StatusException e) {
            if (!PodControl.namespaceTerminating(e)) {
                throw e;
            }
        }
        return Outcome.DONE;
    }

    private void delete(ObjectKey key) {
        try {
            client.delete(
                    EndpointsType.KIND,
                    key.namespace(),
                    key.name(),
                    DeleteOptionsBuilder.of().build());
        } catch (StatusException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    private static Endpoints wanted(Service service, List<Pod> pods, @Nullable Endpoints before) {
        Map<String, String> labels = new TreeMap<>(Backends.labels(service));
        labels.put(MANAGED_BY, NAME);
        Map<String, String> annotations = before == null
                ? new TreeMap<>()
                : new TreeMap<>(before.metadata().annotations());
        annotations.remove(OVER_CAPACITY);
        if (Subsets.overCapacity(pods)) {
            annotations.put(OVER_CAPACITY, "truncated");
        }
        List<EndpointSubset> subsets = Subsets.of(service, pods);
        ObjectMetaBuilder meta = before == null
                ? ObjectMetaBuilder.of().namespace(service.namespace()).name(service.name())
                : ObjectMetaBuilder.of(before.metadata());
        return EndpointsBuilder.of()
                .metadata(meta.labels(labels).annotations(annotations).build())
                .subsets(subsets)
                .build();
    }
}
