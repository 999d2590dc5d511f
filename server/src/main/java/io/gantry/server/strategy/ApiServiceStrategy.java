package io.gantry.server.strategy;

import io.gantry.api.apiregistration.v1.APIService;
import io.gantry.api.apiregistration.v1.APIServiceStatus;
import io.gantry.api.apiregistration.v1.APIServiceType;
import io.gantry.server.aggregation.LocalServices;
import io.gantry.server.registry.Strategy;
import java.util.List;

/** What this server serves itself is available at once; other servers must show that they answer. */
final class ApiServiceStrategy extends Strategy<APIService> {
    ApiServiceStrategy() {
        super(APIServiceType.KIND);
    }

    @Override
    public APIService prepareCreate(APIService object, Context context) {
        boolean local = object.spec().service() == null;
        return new APIService(
                object.metadata(),
                object.spec(),
                local ? LocalServices.localStatus(context.now()) : new APIServiceStatus(List.of()));
    }

    @Override
    public APIService prepareUpdate(APIService next, APIService old, Context context) {
        boolean becomesLocal = next.spec().service() == null && old.spec().service() != null;
        return new APIService(
                next.metadata(), next.spec(), becomesLocal ? LocalServices.localStatus(context.now()) : old.status());
    }
}
