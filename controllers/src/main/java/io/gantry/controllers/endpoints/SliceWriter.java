package io.gantry.controllers.endpoints;

import io.gantry.api.KubeObject;
import io.gantry.api.discovery.v1.Endpoint;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.discovery.v1.EndpointSliceType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.Preconditions;
import io.gantry.api.status.StatusException;
import io.gantry.base.Reason;
import io.gantry.client.Client;
import io.gantry.client.EventRecorder;
import io.gantry.client.Informer;
import io.gantry.client.ObjectKey;
import io.gantry.client.WriteOptions;
import io.gantry.controllers.endpoints.SlicePlan.Group;
import io.gantry.controllers.runtime.Context;
import io.gantry.controllers.runtime.Controller;
import io.gantry.controllers.runtime.Expectations;
import io.gantry.controllers.runtime.Outcome;
import io.gantry.controllers.runtime.PodControl;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings an owner's slices to what is wanted. Slices that it made and has not seen yet are waited for, since it would make
 * them again.
 */
final class SliceWriter {
    static final String SERVICE_NAME = "kubernetes.io/service-name";
    static final String MANAGED_BY = "endpointslice.kubernetes.io/managed-by";
    static final String BY_SERVICE = "service";

    private final Client client;
    private final EventRecorder recorder;
    private final String manager;
    private final Informer<EndpointSlice> slices;
    private final Expectations expectations;

    /** @param manager the label of the slices that are ours */
    SliceWriter(Context context, String manager, String component, Controller controller) {
        this.client = context.client();
        this.recorder = context.recorder(component);
        this.manager = manager;
        this.slices = EndpointSlicesLoop.slices(context);
        this.expectations = new Expectations(context.time());
        slices.addHandler((before, after) -> changed(controller, before, after));
    }

    private void changed(Controller controller, @Nullable EndpointSlice before, @Nullable EndpointSlice after) {
        ObjectKey was = before == null ? null : owner(before);
        ObjectKey is = after == null ? null : owner(after);
        if (before == null && is != null) {
            expectations.created(is);
        }
        if (before != null && after == null && was != null) {
            expectations.deleted(was, before.uid());
        }
        if (was != null) {
            controller.enqueue(was);
        }
        if (is != null && !is.equals(was)) {
            controller.enqueue(is);
        }
    }

    private @Nullable ObjectKey owner(EndpointSlice slice) {
        String service = slice.metadata().labels().get(SERVICE_NAME);
        return service != null && manager.equals(slice.metadata().labels().get(MANAGED_BY))
                ? new ObjectKey(slice.namespace(), service)
                : null;
    }

    void forget(ObjectKey key) {
        expectations.forget(key);
    }

    /** Ours, for a Service. */
    List<EndpointSlice> existing(ObjectKey key) {
        return slices.byIndex(BY_SERVICE, key.toString()).stream()
                .filter(slice -> key.equals(owner(slice)))
                .filter(slice -> slice.metadata().deletionTimestamp() == null)
                .sorted(java.util.Comparator.comparing(EndpointSlice::name))
                .toList();
    }

    Outcome write(KubeObject owner, Map<String, String> labels, Map<Group, List<Endpoint>> wanted) {
        ObjectKey key = ObjectKey.of(owner);
        if (!expectations.met(key)) {
            return Outcome.again(expectations.lapse());
        }
        SlicePlan plan = SlicePlan.of(owner, labels, wanted, existing(key), SlicePlan.MAX);
        try {
            plan.create().forEach(slice -> create(key, slice));
            plan.update().forEach(slice -> client.update(EndpointSliceType.KIND, slice, WriteOptions.DEFAULT));
            plan.delete().forEach(slice -> delete(key, slice));
        } catch (StatusException e) {
            if (PodControl.namespaceTerminating(e)) {
                return Outcome.DONE;
            }
            if (!e.isConflict() && !e.isNotFound()) {
                recorder.warning(
                        owner,
                        new Reason(
                                "FailedToUpdateEndpointSlices", "Error updating Endpoint Slices: " + e.getMessage()));
            }
            throw e;
        }
        return Outcome.DONE;
    }

    private void create(ObjectKey key, EndpointSlice slice) {
        expectations.willCreate(key, 1);
        try {
            client.create(EndpointSliceType.KIND, slice, WriteOptions.DEFAULT);
        } catch (RuntimeException e) {
            expectations.created(key);
            throw e;
        }
    }

    void delete(ObjectKey key, EndpointSlice slice) {
        expectations.willDelete(key, slice.uid());
        try {
            client.delete(
                    EndpointSliceType.KIND,
                    slice.namespace(),
                    slice.name(),
                    DeleteOptionsBuilder.of()
                            .preconditions(new Preconditions(slice.uid(), null))
                            .build());
        } catch (RuntimeException e) {
            expectations.deleted(key, slice.uid());
            if (!(e instanceof StatusException refused) || !refused.isNotFound()) {
                throw e;
            }
        }
    }
}
