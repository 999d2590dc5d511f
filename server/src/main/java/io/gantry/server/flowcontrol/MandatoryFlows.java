package io.gantry.server.flowcontrol;

import io.gantry.api.flowcontrol.v1.FlowSchema;
import io.gantry.api.flowcontrol.v1.FlowSchemaSpecType;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfiguration;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfigurationSpec;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfigurationSpecType;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import java.util.List;

/** The mandatory objects keep the specs that they have, in Kubernetes' words. */
public final class MandatoryFlows {
    private MandatoryFlows() {}

    /** What is wrong with a schema; nothing with one that is not mandatory. */
    public static List<FieldError> check(FlowSchema schema) {
        FieldErrors errors = new FieldErrors();
        for (FlowSchema mandatory : BootstrapFlows.mandatorySchemas()) {
            if (mandatory.name().equals(schema.name()) && !mandatory.spec().equals(schema.spec())) {
                errors.invalidRecord(
                        FieldPath.SPEC,
                        FlowSchemaSpecType.TYPE,
                        schema.spec(),
                        "spec of '" + schema.name() + "' must equal the fixed value");
            }
        }
        return errors.list();
    }

    /** The same for a level; the settings of the exempt one are the administrator's. */
    public static List<FieldError> check(PriorityLevelConfiguration level) {
        FieldErrors errors = new FieldErrors();
        for (PriorityLevelConfiguration mandatory : BootstrapFlows.mandatoryLevels()) {
            if (!mandatory.name().equals(level.name())) {
                continue;
            }
            PriorityLevelConfigurationSpec spec = level.spec();
            boolean exempt = mandatory.name().equals(BootstrapFlows.EXEMPT);
            boolean same =
                    exempt ? spec.type().equals("Exempt") && spec.limited() == null : spec.equals(mandatory.spec());
            if (!same) {
                errors.invalidRecord(
                        FieldPath.SPEC,
                        PriorityLevelConfigurationSpecType.TYPE,
                        spec,
                        "spec of '" + level.name() + "' " + (exempt ? "except the 'spec.exempt' field " : "")
                                + "must equal the fixed value");
            }
        }
        return errors.list();
    }
}
