package io.nyala.server.thrift;

import io.nyala.server.operation.Operation;
import io.nyala.server.operation.OperationState;
import io.nyala.server.query.QueryProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TJobExecutionStatus;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.apache.hive.service.rpc.thrift.TProgressUpdateResp;

/** The state of an operation as GetOperationStatus tells it. */
final class OperationStatus {
  private static final List<String> PROGRESS_HEADERS =
      List.of(
          "VERTICES",
          "MODE",
          "STATUS",
          "TOTAL",
          "COMPLETED",
          "RUNNING",
          "PENDING",
          "FAILED",
          "KILLED");

  private OperationStatus() {}

  static void describe(
      Operation operation, boolean withProgress, TGetOperationStatusResp response) {
    OperationState state = operation.state();
    response.setOperationState(state(state));
    response.setOperationStarted(operation.startedAtMillis());
    if (operation.endedAtMillis() > 0) {
      response.setOperationCompleted(operation.endedAtMillis());
    }
    response.setHasResultSet(operation.schema().isPresent());
    response.setTaskStatus("[]");
    if (state == OperationState.FINISHED && operation.modifiedRows() >= 0) {
      response.setNumModifiedRows(operation.modifiedRows());
    }
    operation
        .failure()
        .ifPresent(
            failure -> {
              response.setErrorMessage(String.valueOf(failure.getMessage()));
              response.setSqlState(failure.code().sqlState());
              response.setErrorCode(failure.code().vendorCode());
            });
    if (withProgress) {
      response.setProgressUpdateResponse(progress(operation));
    }
  }

  private static TOperationState state(OperationState state) {
    return switch (state) {
      case COMPILING -> TOperationState.PENDING_STATE;
      case RUNNING -> TOperationState.RUNNING_STATE;
      case ROWS_READY, FINISHED -> TOperationState.FINISHED_STATE;
      case FAILED -> TOperationState.ERROR_STATE;
      case CANCELED -> TOperationState.CANCELED_STATE;
      case TIMED_OUT -> TOperationState.TIMEDOUT_STATE;
      case CLOSED -> TOperationState.CLOSED_STATE;
    };
  }

  private static TProgressUpdateResp progress(Operation operation) {
    QueryProgress progress = operation.progress();
    if (progress.stages().isEmpty()) {
      return new TProgressUpdateResp(
          new ArrayList<>(), new ArrayList<>(), 0, TJobExecutionStatus.NOT_AVAILABLE, "", 0);
    }
    List<List<String>> rows = new ArrayList<>();
    int done = 0;
    for (QueryProgress.Stage stage : progress.stages()) {
      long pending = Math.max(0, stage.total() - stage.completed() - stage.running());
      rows.add(
          List.of(
              stage.name(),
              "nyala",
              stage.state(),
              Long.toString(stage.total()),
              Long.toString(stage.completed()),
              Long.toString(stage.running()),
              Long.toString(pending),
              Long.toString(stage.failed()),
              "0"));
      if (stage.state().equals("SUCCEEDED")) {
        done++;
      }
    }
    return new TProgressUpdateResp(
        PROGRESS_HEADERS,
        rows,
        progress.fraction(),
        operation.state().isTerminal()
            ? TJobExecutionStatus.COMPLETE
            : TJobExecutionStatus.IN_PROGRESS,
        String.format(Locale.ROOT, "VERTICES: %02d/%02d", done, progress.stages().size()),
        operation.startedAtMillis());
  }
}
