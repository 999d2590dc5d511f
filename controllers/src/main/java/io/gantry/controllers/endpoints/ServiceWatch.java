package io.gantry.controllers.endpoints;

import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.client.Informer;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Selectors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Enqueues a Service whenever it, or a pod that it selects, changes in a way that matters; and finds its pods. */
final class ServiceWatch {
    private final Informer<Service> services;
    private final Informer<Pod> pods;

    ServiceWatch(Context context) {
        services = context.informer(ServiceType.KIND);
        pods = context.informer(PodType.KIND);
    }

    void feed(Controller controller) {
        services.addHandler(controller::enqueueChanged);
        pods.addHandler((before, after) -> podChanged(controller, before, after));
    }

    private void podChanged(Controller controller, @Nullable Pod before, @Nullable Pod after) {
        if (before != null && after != null && Backends.Relevant.of(before).equals(Backends.Relevant.of(after))) {
            return;
        }
        Pod pod = after != null ? after : before;
        if (pod == null) {
            return;
        }
        for (Service service : services.reader().list(pod.namespace())) {
            if ((before != null && selects(service, before)) || (after != null && selects(service, after))) {
                controller.enqueue(service);
            }
        }
    }

    private static boolean selects(Service service, Pod pod) {
        return Backends.selecting(service)
                && Selectors.matches(service.spec().selector(), pod.metadata().labels());
    }

    @Nullable
    Service service(String namespace, String name) {
        return services.reader().get(namespace, name);
    }

    List<Pod> pods(Service service) {
        return pods.reader().list(service.namespace()).stream()
                .filter(pod -> selects(service, pod))
                .toList();
    }
}
