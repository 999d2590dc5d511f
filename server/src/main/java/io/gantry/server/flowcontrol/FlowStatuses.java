package io.gantry.server.flowcontrol;

import io.gantry.api.flowcontrol.v1.FlowSchema;
import io.gantry.api.flowcontrol.v1.FlowSchemaStatus;
import io.gantry.api.flowcontrol.v1.FlowSchemaType;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfigurationType;
import io.gantry.api.status.StatusException;
import io.gantry.base.SingleTimer;
import io.gantry.base.Time;
import io.gantry.client.WriteOptions;
import io.gantry.server.registry.Registries;
import io.gantry.server.registry.Registry;
import io.gantry.server.registry.Registry.Edited;
import io.gantry.store.StoreException;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Writes into the status of each FlowSchema whether its priority level exists, a moment after one of these objects has changed. Thread-safe;
 * at rest it is nothing but a few fields.
 */
public final class FlowStatuses implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FlowStatuses.class.getName());
    /** Changes that come together are looked at together, and a quarrel with another writer stays a slow one. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Registries registries;
    private final Time time;
    private final SingleTimer timer;

    public FlowStatuses(Registries registries, Time time) {
        this.registries = registries;
        this.time = time;
        this.timer = new SingleTimer(time);
    }

    /** FlowSchemas or PriorityLevelConfigurations have changed. */
    public void changed() {
        timer.set(PAUSE, this::lookAtAll); // what changes while it looks is looked at again
    }

    private void lookAtAll() {
        Registry<FlowSchema> schemas = registries.registry(FlowSchemaType.KIND);
        for (FlowSchema schema : schemas.all("")) {
            try {
                judge(schemas, schema);
            } catch (StatusException e) {
                LOG.log(Level.DEBUG, "The FlowSchema " + schema.name() + " was changed or deleted meanwhile", e);
            } catch (StoreException e) {
                LOG.log(Level.DEBUG, "The store takes no writes: the next round looks again", e);
                timer.set(RETRY, this::lookAtAll);
                return;
            }
        }
    }

    private void judge(Registry<FlowSchema> schemas, FlowSchema schema) {
        if (!right(schema).equals(schema.status())) {
            schemas.update(
                    "",
                    schema.name(),
                    "status",
                    current -> new Edited<>(
                            new FlowSchema(current.metadata(), current.spec(), right(current)),
                            current.metadata().managedFields()),
                    null,
                    WriteOptions.DEFAULT);
        }
    }

    private FlowSchemaStatus right(FlowSchema schema) {
        String level = schema.spec().priorityLevelConfiguration().name();
        boolean exists =
                registries.registry(PriorityLevelConfigurationType.KIND).find("", level) != null;
        return FlowConditions.of(schema, exists, time.now());
    }

    @Override
    public void close() {
        timer.close();
    }
}
