package io.exavip.exabgp.api;

import io.exavip.route.Route;

/** Is told everything and says nothing. */
class SilentListener implements Conversation.Listener {
  @Override
  public void version(String number) {}

  @Override
  public void versionUnknown() {}

  @Override
  public void neighbor(String neighbor, String change) {}

  @Override
  public void taken(Route route, long nanos) {}

  @Override
  public void rejected(String command, long retryNanos) {}

  @Override
  public void unanswered(String command) {}

  @Override
  public void surplus() {}

  @Override
  public void noAnswers() {}
}
