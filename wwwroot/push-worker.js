// Shows what the market pushes, and opens the page it is about. It keeps no pages and answers no requests.

self.addEventListener("push", (event) => {
  const { title, address } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { data: address, icon: "/icons/icon-192.png" }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  // Pages of the market alone, whatever was sent.
  const target = new URL(event.notification.data, self.location.origin);
  if (target.origin === self.location.origin) event.waitUntil(self.clients.openWindow(target.href));
});
